// Steps that differ from system to system. Where nobody says which one it is, as for a log from elsewhere, they are those of Linux.

import type { FaultContext } from './witness.ts'

type System = 'linux' | 'darwin' | 'win32'
type Steps = Readonly<Record<System, readonly string[]>>

/** The steps of the context's system. */
export function onSystem(steps: Steps, { platform }: Pick<FaultContext, 'platform'>): readonly string[] {
  return platform === 'win32' || platform === 'darwin' ? steps[platform] : steps.linux
}

/** How somebody sees who signs `address`, a host with its port; `host` is the name for the text. */
export function signerSteps(host: string, address: string): Steps {
  const command = `\`openssl s_client -connect ${address} -showcerts </dev/null\``
  const here = [`Find out who signs \`${host}\` here: ${command}.`]
  return {
    linux: here,
    darwin: here,
    win32: [`Find out who signs \`${host}\` here, in Git Bash: ${command}.`],
  }
}

const companyRoot = "If it is your company's inspection, add its root certificate to"

/** `go` asks the system's own store on Windows and macOS, and heeds no SSL_CERT_FILE there: https://pkg.go.dev/crypto/x509#SystemCertPool */
export const trust = {
  linux: [
    `${companyRoot} the runner (\`update-ca-certificates\`), or point SSL_CERT_FILE at a bundle that has it; for git, \`git config --global http.sslCAInfo <bundle>\`.`,
    'In a small container image, install `ca-certificates`.',
  ],
  darwin: [
    `${companyRoot} the keychain: \`sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain <file>\`; for git, \`git config --global http.sslCAInfo <bundle>\`.`,
  ],
  win32: [
    `${companyRoot} Windows' own store, as an administrator: \`certutil -addstore -f Root <file>\`; for git, \`git config --global http.sslBackend schannel\` makes it ask that store too.`,
  ],
} as const satisfies Steps

/** What is known of this machine's certificates, before anything of the server's. */
export function missingCertificates({ trustsNobody, nodeCertificates }: FaultContext): readonly string[] {
  const nobody =
    'There is no certificate of any authority here, so no https server is trusted: install `ca-certificates` in the image (Debian `apt-get install ca-certificates`, Alpine `apk add ca-certificates`), or let SSL_CERT_FILE name a bundle.'
  const node =
    'NODE_EXTRA_CA_CERTS is heeded by Node alone: `go` reads it not, and so it is not read here. Let SSL_CERT_FILE name a bundle that has the same certificates.'
  return [...(trustsNobody ? [nobody] : []), ...(nodeCertificates ? [node] : [])]
}

export const clock = {
  linux: ["Check the runner's clock: `date -u`."],
  darwin: ["Check the runner's clock: `date -u`."],
  win32: ["Check the runner's clock, in PowerShell: `(Get-Date).ToUniversalTime()`."],
} as const satisfies Steps

/** For roots that have become too old: Windows and macOS bring theirs up to date by themselves. */
export const oldRoots = {
  linux: ['On an old image, update `ca-certificates`.'],
  darwin: [],
  win32: [],
} as const satisfies Steps

export const nameServer = {
  linux: ['In a container or on a self-hosted runner, check the name server in `/etc/resolv.conf`.'],
  darwin: ['On a self-hosted runner, check the name servers: `scutil --dns`.'],
  win32: ['On a self-hosted runner, check the name servers: `ipconfig /all`.'],
} as const satisfies Steps

export const freeSpace = {
  linux: ['Free space on the runner, or use a larger one: `df -h`.'],
  darwin: ['Free space on the runner, or use a larger one: `df -h`.'],
  win32: ['Free space on the runner, or use a larger one: `Get-PSDrive` in PowerShell shows each drive.'],
} as const satisfies Steps

export const owner = {
  linux: [
    "Make the job's user own the module cache: `go env GOMODCACHE`, then `ls -ld` on it; a container often runs as root, the runner not.",
  ],
  darwin: ["Make the job's user own the module cache: `go env GOMODCACHE`, then `ls -ld` on it."],
  win32: [
    "Give the job's user the right to change the module cache: `go env GOMODCACHE`, then `icacls` on it.",
  ],
} as const satisfies Steps
