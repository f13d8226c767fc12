// Faults of a module: access to it, its absence, its versions, its bytes.

import type { FaultKinds } from './kind.ts'

export const moduleFaults = {
  'auth/git-no-credentials': {
    meaning: 'git needs credentials for this repository and has none.',
    transient: false,
    remedy: 'git-credentials',
  },
  'auth/git-rejected': {
    meaning: "The code host rejected git's credentials.",
    transient: false,
    remedy: 'git-rejected',
  },
  'auth/git-forbidden': {
    meaning: "The code host refused this repository to git's credentials.",
    transient: false,
    remedy: 'git-rejected',
  },
  'auth/ssh-host-key': {
    meaning: "ssh does not know the host's key, or the key has changed.",
    transient: false,
    remedy: 'ssh-host-key',
  },
  'auth/ssh-key': {
    meaning: 'No ssh key of this runner is accepted by the code host.',
    transient: false,
    remedy: 'ssh-key',
  },
  'auth/policy': {
    meaning: 'A gatekeeper refused the module by its rules.',
    transient: false,
    remedy: 'policy',
  },
  'auth/ssh-unreadable': {
    meaning: 'ssh could not read the repository: usually no key that may.',
    transient: false,
    remedy: 'ssh-key',
  },
  'auth/http-401': {
    meaning: 'The server wants credentials (401).',
    transient: false,
    otherProxyHelps: true,
    remedy: 'proxy-credentials',
  },
  'auth/http-403-zip': {
    meaning:
      'The zip alone is refused (403): proxy.golang.org sends it from storage.googleapis.com, which this network may not reach.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'egress-zip',
  },
  'auth/http-403': {
    meaning: 'The server refused the request (403): credentials without the right, or a policy.',
    transient: false,
    remedy: 'policy',
  },
  'not-found/private-upstream': {
    meaning:
      'The proxy has no credentials for this repository: a private module was asked of a public proxy.',
    transient: false,
    also: ['auth'],
    remedy: 'private',
  },
  'not-found/private-host': {
    meaning: "The proxy does not know the module's host: an internal name was asked of a public proxy.",
    transient: false,
    also: ['dns'],
    remedy: 'private',
  },
  'not-found/repository-upstream': {
    meaning: 'The proxy found no repository there: it is private, renamed or deleted.',
    transient: false,
    remedy: 'private',
  },
  'not-found/git-repository': {
    meaning: 'There is no such repository, or it is not visible to these credentials.',
    transient: false,
    also: ['auth'],
    remedy: 'repository',
  },
  'not-found/private-path': {
    meaning: "A path that looks like a company's own was asked of a proxy that does not know it.",
    transient: false,
    also: ['version-unavailable'],
    remedy: 'private',
  },
  'not-found/no-zip': {
    meaning: 'The proxy knows the version but has no zip of it.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'repository',
  },
  'not-found/no-versions': {
    meaning: 'The proxy knows no version of this module: the path is wrong, or the module is private.',
    transient: false,
    remedy: 'private',
  },
  'not-found/local-mirror': {
    meaning: 'The file-system proxy does not have the file.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'repository',
  },
  'not-found/import-path': {
    meaning: "The module's host has no page for this import path.",
    transient: false,
    remedy: 'repository',
  },
  'version-unavailable/unknown-revision-upstream': {
    meaning: 'The proxy knows the module but not this version.',
    transient: false,
    also: ['not-found'],
    otherProxyHelps: true,
    remedy: 'version',
  },
  'version-unavailable/not-on-proxy': {
    meaning: 'The proxy has no such version (404 or 410 for its .info or .mod).',
    transient: false,
    also: ['not-found'],
    otherProxyHelps: true,
    remedy: 'version',
  },
  'version-unavailable/local-mirror': {
    meaning: 'The file-system proxy does not have this version.',
    transient: false,
    also: ['not-found'],
    otherProxyHelps: true,
    remedy: 'version',
  },
  'version-unavailable/unknown-revision': {
    meaning: 'There is no such tag, branch or commit in the repository.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'version',
  },
  'version-unavailable/pseudo-version': {
    meaning: 'The pseudo-version does not fit its commit.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'pseudo-version',
  },
  'version-unavailable/no-matching': {
    meaning: 'No version of the module matches what was asked for.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'version',
  },
  'version-unavailable/major-suffix': {
    meaning: 'From version 2 on, the major version belongs into the module path.',
    transient: false,
    also: ['module-path'],
    remedy: 'major-version',
  },
  'version-unavailable/invalid': {
    meaning: 'The version is not one that go accepts.',
    transient: false,
    remedy: 'version',
  },
  'checksum-mismatch/sumdb-misbehaves': {
    meaning: 'The checksum database contradicts itself, or something in front of it does.',
    transient: false,
    severity: 3,
    remedy: 'checksum',
  },
  'checksum-mismatch/sumdb': {
    meaning: 'What was downloaded differs from what the checksum database recorded for everyone.',
    transient: false,
    otherProxyHelps: true,
    severity: 3,
    remedy: 'checksum',
  },
  'checksum-mismatch/go-mod': {
    meaning: 'The go.mod that was downloaded differs from the one that go.sum recorded.',
    transient: false,
    otherProxyHelps: true,
    severity: 3,
    remedy: 'checksum',
  },
  'checksum-mismatch/go-sum': {
    meaning: 'The module that was downloaded differs from the one that go.sum recorded.',
    transient: false,
    otherProxyHelps: true,
    severity: 3,
    remedy: 'checksum',
  },
  'checksum-mismatch/gazelle': {
    meaning: 'The module that Bazel downloaded differs from the sum that its rules name.',
    transient: false,
    otherProxyHelps: true,
    severity: 3,
    remedy: 'checksum',
  },
  'checksum-mismatch/wrong-bytes': {
    meaning: 'A proxy sent other bytes than go.sum recorded, while another had the right ones.',
    transient: false,
    otherProxyHelps: true,
    severity: 3,
    remedy: 'checksum',
  },
  'cache-corrupt/vcs-lock': {
    meaning:
      'A lock file blocks a repository of the module cache: a git that was killed left it there, or another one is at work.',
    transient: false,
    remedy: 'cache-vcs',
  },
  'cache-corrupt/vcs-objects': {
    meaning: 'A repository of the module cache has lost objects or holds damaged ones.',
    transient: false,
    remedy: 'cache-vcs',
  },
  'cache-corrupt/vcs-repository': {
    meaning: 'A folder of the module cache that holds a repository is incomplete.',
    transient: false,
    remedy: 'cache-vcs',
  },
  'cache-corrupt/unzip': {
    meaning: 'A zip in the module cache is damaged.',
    transient: false,
    remedy: 'cache',
  },
  'cache-corrupt/source': {
    meaning:
      'A source file in the module cache is empty or damaged: a disk that was cut off, or a cache restored in part.',
    transient: false,
    remedy: 'cache',
  },
  'cache-corrupt/missing-source': {
    meaning: 'An unpacked file of the module cache has vanished.',
    transient: false,
    remedy: 'cache',
  },
  'cache-corrupt/record': {
    meaning: 'A small file of the module cache (.info, .mod, .ziphash) is empty or damaged.',
    transient: false,
    remedy: 'cache',
  },
  'cache-corrupt/missing-file': {
    meaning: 'A file of the module cache has vanished: it was restored in part, or cleaned while in use.',
    transient: false,
    remedy: 'cache',
  },
  'cache-corrupt/zip-data': {
    meaning: 'The data of a zip are damaged.',
    transient: false,
    also: ['server-error'],
    otherProxyHelps: true,
    remedy: 'cache',
  },
} as const satisfies FaultKinds<
  'auth' | 'not-found' | 'version-unavailable' | 'checksum-mismatch' | 'cache-corrupt'
>
