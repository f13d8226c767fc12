// Loads the certificate authorities that `go` trusts on this machine, so that what it reaches we reach too.
// Go's crypto/x509: root_unix.go and the tables beside it; on macOS and Windows the system's own verifier.

import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import * as tls from 'node:tls'
import type { Environment } from '../text/environment.ts'

const linux = {
  files: [
    '/etc/ssl/certs/ca-certificates.crt',
    '/etc/pki/tls/certs/ca-bundle.crt',
    '/etc/ssl/ca-bundle.pem',
    '/etc/pki/tls/cacert.pem',
    '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
    '/etc/ssl/cert.pem',
  ],
  directories: ['/etc/ssl/certs', '/etc/pki/tls/certs'],
}

const bsd = {
  files: [
    '/usr/local/etc/ssl/cert.pem',
    '/etc/ssl/cert.pem',
    '/usr/local/share/certs/ca-root-nss.crt',
    '/etc/openssl/certs/ca-certificates.crt',
  ],
  directories: ['/etc/ssl/certs', '/usr/local/share/certs', '/etc/openssl/certs'],
}

/** The roots, PEM, one certificate each, without repeats. Unreadable places are passed over, as Go does. */
export async function loadTlsRoots(options: {
  readonly env: Environment
  readonly platform: NodeJS.Platform
}): Promise<readonly string[]> {
  const { env, platform } = options
  if (platform === 'win32' || platform === 'darwin') return systemRoots()
  const places = platform.endsWith('bsd') ? bsd : linux
  const files = env.SSL_CERT_FILE ? [env.SSL_CERT_FILE] : places.files
  const directories = env.SSL_CERT_DIR ? env.SSL_CERT_DIR.split(':') : places.directories
  const roots = new Set(await firstReadable(files))
  for (const pems of await Promise.all(directories.map(readDirectory))) for (const pem of pems) roots.add(pem)
  return [...roots]
}

/**
 * The system's store together with Node's own list: Windows fetches most of its roots only when they are needed, and
 * macOS keeps the built-in ones where Node does not look, so either store alone knows less than `go`.
 */
function systemRoots(): readonly string[] {
  const system = typeof tls.getCACertificates === 'function' ? tls.getCACertificates('system') : []
  return [...new Set([...system, ...tls.rootCertificates])]
}

async function firstReadable(files: readonly string[]): Promise<readonly string[]> {
  for (const file of files) {
    const text = await readText(file)
    if (text !== null) return certificatesOf(text)
  }
  return []
}

/** Every file of a folder, but for links within it: those are the hash names of its own files. */
async function readDirectory(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => [])
  const texts = await Promise.all(
    entries.map(async (entry) => {
      const path = join(directory, entry.name)
      if (entry.isSymbolicLink() && !(await readlink(path).catch(() => '')).includes('/')) return null
      return readText(path)
    }),
  )
  return texts.flatMap((text) => (text === null ? [] : certificatesOf(text)))
}

async function readText(path: string): Promise<string | null> {
  return readFile(path, 'latin1').catch(() => null)
}

function certificatesOf(text: string): readonly string[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  return blocks.map((block) => `${block.replaceAll('\r', '')}\n`)
}
