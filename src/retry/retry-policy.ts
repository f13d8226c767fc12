// Which faults are worth another attempt, and how a person is told.

import type { FaultCategory } from '../faults/category.ts'

/** What is done about a category, and what happened, as a clause of a sentence. */
interface RetryPolicy {
  /** `if-transient`: the fault's own `transient` decides. `after-dropping`: once the module's files are gone from the cache. */
  readonly retry: 'never' | 'if-transient' | 'after-dropping'
  readonly why: string
}

export const retryPolicy: Readonly<Record<FaultCategory, RetryPolicy>> = {
  dns: { retry: 'if-transient', why: 'a host name did not resolve' },
  connect: { retry: 'if-transient', why: 'a connection could not be made' },
  timeout: { retry: 'if-transient', why: 'an answer did not come in time' },
  tls: { retry: 'if-transient', why: 'a secure connection could not be made' },
  'http-proxy': { retry: 'if-transient', why: 'the forward proxy did not let a request through' },
  interrupted: { retry: 'if-transient', why: 'a transfer broke off' },
  'server-error': { retry: 'if-transient', why: 'a server did not answer properly' },
  'rate-limited': { retry: 'if-transient', why: 'a server limits the rate of requests' },
  sumdb: { retry: 'if-transient', why: 'the checksum database could not be asked' },
  auth: { retry: 'never', why: 'access was refused, and will be until credentials or permissions change' },
  'not-found': { retry: 'if-transient', why: 'a module is not there, or not visible to this job' },
  'version-unavailable': { retry: 'if-transient', why: 'a version is not to be had' },
  'checksum-mismatch': {
    retry: 'never',
    why: 'a module does not match its checksum, which has to be looked into and not tried again',
  },
  'cache-corrupt': { retry: 'after-dropping', why: 'files in the module cache are damaged' },
  'go-sum-missing': { retry: 'never', why: 'go.mod or go.sum in the repository needs an update' },
  'dependency-graph': { retry: 'never', why: "the module's requirements cannot be met as they are written" },
  'module-path': { retry: 'never', why: 'a module path or a go.mod has to be put right' },
  'proxy-config': { retry: 'never', why: 'a Go setting does not allow this download' },
  toolchain: { retry: 'if-transient', why: 'the Go release that is needed could not be had' },
  'vcs-missing': { retry: 'never', why: 'a program that a direct download needs is not installed' },
  disk: { retry: 'if-transient', why: 'the module cache could not be written or read' },
  killed: { retry: 'if-transient', why: 'the download was ended from outside' },
  unknown: { retry: 'if-transient', why: 'the failure is of no known kind' },
}
