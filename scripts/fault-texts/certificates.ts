// Certificates for the scripted servers: good ones, and each way of being bad.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const certificateKinds = [
  'good',
  'unknown-authority',
  'self-signed',
  'expired',
  'not-yet-valid',
  'wrong-name',
  'common-name',
] as const
export type CertificateKind = (typeof certificateKinds)[number]

interface Certificate {
  readonly key: string
  readonly cert: string
}

export interface Authority {
  /** The root that clients trust, as PEM. */
  readonly root: string
  issue(host: string, kind: CertificateKind): Certificate
}

function openssl(folder: string, args: readonly string[]): void {
  execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'ignore'] })
}

function makeRoot(folder: string, name: string, subject: string): void {
  openssl(folder, [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '3650',
    '-subj',
    subject,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`,
  ])
}

function window(kind: CertificateKind): string[] {
  if (kind === 'expired') return ['-startdate', '240101000000Z', '-enddate', '250101000000Z']
  if (kind === 'not-yet-valid') return ['-startdate', '450101000000Z', '-enddate', '460101000000Z']
  return ['-days', '365']
}

/** `openssl ca` is the one command of OpenSSL 3.0 that takes both dates. */
function sign(folder: string, host: string, kind: CertificateKind): Certificate {
  const name = `${host}.${kind}`
  const authority = kind === 'unknown-authority' ? 'other' : 'root'
  const san = kind === 'wrong-name' ? 'DNS:*.cdn.example.net,DNS:cdn.example.net' : `DNS:${host}`
  writeFileSync(
    join(folder, `${name}.ext`),
    kind === 'common-name' ? 'basicConstraints=CA:FALSE\n' : `subjectAltName=${san}\n`,
  )
  writeFileSync(
    join(folder, 'ca.cnf'),
    '[ca]\ndefault_ca=d\n[d]\nnew_certs_dir=.\ndatabase=index.txt\ndefault_md=sha256\npolicy=p\nrand_serial=yes\nunique_subject=no\n[p]\ncommonName=supplied\n',
  )
  writeFileSync(join(folder, 'index.txt'), '')
  openssl(folder, [
    'req',
    '-new',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-subj',
    `/CN=${host}`,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
  ])
  openssl(folder, [
    'ca',
    '-batch',
    '-notext',
    '-config',
    'ca.cnf',
    '-cert',
    `${authority}.pem`,
    '-keyfile',
    `${authority}.key`,
    '-extfile',
    `${name}.ext`,
    '-in',
    `${name}.csr`,
    '-out',
    `${name}.pem`,
    ...window(kind),
  ])
  return {
    key: readFileSync(join(folder, `${name}.key`), 'utf8'),
    cert: readFileSync(join(folder, `${name}.pem`), 'utf8'),
  }
}

/** Two authorities below `parent`: one that clients will trust, one that they won't. */
export function createAuthority(parent: string): Authority {
  const folder = mkdtempSync(join(parent, 'certificates-'))
  makeRoot(folder, 'root', '/O=Example Trust/CN=Example Root')
  makeRoot(folder, 'other', '/O=Corporate Inspection/CN=Corporate Inspection CA')
  const issued = new Map<string, Certificate>()
  return {
    root: readFileSync(join(folder, 'root.pem'), 'utf8'),
    issue(host, kind) {
      const known = issued.get(`${host} ${kind}`)
      if (known !== undefined) return known
      if (kind === 'self-signed') makeRoot(folder, `${host}.self-signed`, `/CN=${host}`)
      const made =
        kind === 'self-signed'
          ? {
              key: readFileSync(join(folder, `${host}.self-signed.key`), 'utf8'),
              cert: readFileSync(join(folder, `${host}.self-signed.pem`), 'utf8'),
            }
          : sign(folder, host, kind)
      issued.set(`${host} ${kind}`, made)
      return made
    },
  }
}
