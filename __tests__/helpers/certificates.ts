// TLS certificates for servers of the tests: one that is right, and the ways of being wrong.

import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { temporaryFolder } from './temp.ts'

const run = promisify(execFile)

/** A private key and its certificate, PEM. */
export interface Certificate {
  readonly key: string
  readonly cert: string
}

export type CertificateKind = 'good' | 'expired' | 'wrong-name' | 'self-signed'

export interface Certificates {
  /** PEM file of the authority that signed all but the self-signed one: for SSL_CERT_FILE. */
  readonly caFile: string
  readonly of: (kind: CertificateKind) => Certificate
  readonly remove: () => Promise<void>
}

/** Makes all four with the system's openssl, in about 0.1 s: make them once per test file. */
export async function makeCertificates(): Promise<Certificates> {
  const folder = await temporaryFolder('rgm-tls-')
  const at = (name: string) => join(folder.path, name)
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder.path })
  const newKey = (name: string) =>
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', `${name}.key`)

  await newKey('ca')
  await openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    'ca.key',
    '-subj',
    '/CN=Test authority',
    '-days',
    '30',
    '-out',
    'ca.pem',
  )
  await newKey('server')
  await openssl('req', '-new', '-key', 'server.key', '-subj', '/CN=Test server', '-out', 'server.csr')
  const names = 'DNS:localhost,IP:127.0.0.1'
  await writeFile(at('index.txt'), '')
  await writeFile(
    at('ca.cnf'),
    '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nrand_serial=yes\nunique_subject=no\n[p]\ncommonName=supplied\n',
  )
  const sign = async (name: string, san: string, startDate: string, endDate: string) => {
    await writeFile(at(`${name}.ext`), `subjectAltName=${san}\n`)
    await openssl(
      ...[
        'ca',
        '-batch',
        '-config',
        'ca.cnf',
        '-cert',
        'ca.pem',
        '-keyfile',
        'ca.key',
        '-in',
        'server.csr',
        '-notext',
      ],
      ...['-extfile', `${name}.ext`, '-startdate', startDate, '-enddate', endDate, '-out', `${name}.pem`],
    )
  }
  const [lastYear, nextYear] = [-1, 1].map(
    (years) => `${new Date().getUTCFullYear() + years}0101000000Z`,
  ) as [string, string]
  await sign('good', names, lastYear, nextYear)
  await sign('expired', names, '20200101000000Z', '20210101000000Z')
  await sign('wrong-name', 'DNS:elsewhere.example.com', lastYear, nextYear)
  await openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    'server.key',
    '-subj',
    '/CN=Test server',
    '-addext',
    `subjectAltName=${names}`,
    '-days',
    '30',
    '-out',
    'self-signed.pem',
  )

  const key = await readFile(at('server.key'), 'utf8')
  const kinds = ['good', 'expired', 'wrong-name', 'self-signed'] as const
  const certs = new Map(
    await Promise.all(kinds.map(async (kind) => [kind, await readFile(at(`${kind}.pem`), 'utf8')] as const)),
  )
  return { caFile: at('ca.pem'), of: (kind) => ({ key, cert: certs.get(kind) ?? '' }), remove: folder.remove }
}
