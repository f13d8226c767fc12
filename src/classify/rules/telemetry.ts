// What are faults called that no text tells of: seen by our own requests, or while reading the project?

import { type FaultRule, type RuleRow, table } from './rule.ts'

type Told = Pick<RuleRow, 'id' | 'meaning' | 'transient' | 'remedy'> &
  Partial<Pick<RuleRow, 'also' | 'otherProxyHelps' | 'severity'>>

/** Nothing is matched: the witness names the id. */
function told(source: string, rows: readonly Told[]): readonly RuleRow[] {
  return rows.map((row) => ({
    ...row,
    pattern: /^$/,
    source,
    go: 'any',
    example: `(told by ${source}, not by a text)`,
  }))
}

const requests = told('our own requests', [
  {
    id: 'dns/failed',
    meaning: 'The resolver failed.',
    transient: true,
    otherProxyHelps: true,
    remedy: 'dns',
  },
  {
    id: 'connect/forbidden',
    meaning: 'This machine forbids the connection.',
    transient: false,
    remedy: 'egress-blocked',
  },
  {
    id: 'tls/not-yet-valid',
    meaning: "The certificate is not valid yet, or this machine's clock is wrong.",
    transient: false,
    otherProxyHelps: true,
    remedy: 'tls-expired',
  },
  {
    id: 'tls/self-signed',
    meaning: 'The certificate is self-signed and not trusted here.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'tls-authority',
  },
  {
    id: 'tls/revoked',
    meaning: 'The certificate was revoked.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'tls-expired',
  },
  {
    id: 'timeout/headers',
    meaning: 'Connected, but no answer came.',
    transient: true,
    otherProxyHelps: true,
    remedy: 'timeout',
  },
  {
    id: 'timeout/body',
    meaning: 'An answer stopped in its middle.',
    transient: true,
    otherProxyHelps: true,
    remedy: 'timeout',
  },
  {
    id: 'interrupted/truncated',
    meaning: 'The connection was closed in the middle of the answer.',
    transient: true,
    otherProxyHelps: true,
    remedy: 'interrupted',
  },
  {
    id: 'server-error/redirect',
    meaning: 'The server redirects in a way that is not followed.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'server-setting',
  },
  {
    id: 'server-error/too-large',
    meaning: 'The answer is larger than a module can be.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'wrong-content',
  },
  {
    id: 'http-proxy/auth-required',
    meaning: 'The forward proxy wants credentials.',
    transient: false,
    also: ['auth'],
    remedy: 'forward-proxy-auth',
  },
  {
    id: 'http-proxy/unreachable',
    meaning: 'The forward proxy could not be reached.',
    transient: true,
    remedy: 'forward-proxy',
  },
  {
    id: 'http-proxy/reset',
    meaning: 'The forward proxy closed the connection.',
    transient: true,
    also: ['interrupted'],
    remedy: 'forward-proxy',
  },
  {
    id: 'http-proxy/interrupted',
    meaning: 'The connection to the forward proxy broke.',
    transient: true,
    also: ['interrupted'],
    remedy: 'forward-proxy',
  },
  {
    id: 'http-proxy/unsupported',
    meaning: 'The forward proxy is of a kind that is not supported.',
    transient: false,
    remedy: 'forward-proxy',
  },
  {
    id: 'checksum-mismatch/wrong-bytes',
    meaning: 'A proxy sent other bytes than go.sum recorded, while another had the right ones.',
    transient: false,
    severity: 3,
    otherProxyHelps: true,
    remedy: 'checksum',
  },
])

const project = told('reading the project', [
  {
    id: 'go-sum-missing/changed-by-download',
    meaning: 'The download changed go.sum or go.mod: they were not complete.',
    transient: false,
    remedy: 'go-sum',
  },
  {
    id: 'toolchain/go-not-runnable',
    meaning: 'The go command could not be run.',
    transient: false,
    remedy: 'go-missing',
  },
  {
    id: 'proxy-config/module-cache',
    meaning: 'The module cache has no usable place.',
    transient: false,
    remedy: 'setting',
  },
  {
    id: 'proxy-config/working-directory',
    meaning: 'The working directory is not there.',
    transient: false,
    remedy: 'no-go-mod',
  },
  {
    id: 'proxy-config/modules-input',
    meaning: 'The input `modules` names no module.',
    transient: false,
    remedy: 'no-go-mod',
  },
  {
    id: 'proxy-config/malformed-goproxy',
    meaning: "The job's GOPROXY can't be read as a list.",
    transient: false,
    remedy: 'setting',
  },
  {
    id: 'toolchain/go-not-found',
    meaning: 'There is no `go` on PATH, or none for the input `go-version` in the tool cache.',
    transient: false,
    remedy: 'go-not-found',
  },
  {
    id: 'proxy-config/bad-input',
    meaning: 'An input has a value that is not allowed.',
    transient: false,
    remedy: 'input',
  },
  { id: 'module-path/go-work', meaning: "go.work can't be read.", transient: false, remedy: 'workspace' },
  {
    id: 'unknown/internal',
    meaning: 'Something broke in this action itself.',
    transient: true,
    remedy: 'unknown',
  },
])

/** Chosen by the id that a witness gives. */
export const telemetryRules: readonly FaultRule[] = table(
  [
    'dns',
    'connect',
    'tls',
    'timeout',
    'interrupted',
    'server-error',
    'http-proxy',
    'checksum-mismatch',
    'go-sum-missing',
    'toolchain',
    'proxy-config',
    'module-path',
    'unknown',
  ],
  [...requests, ...project],
)
