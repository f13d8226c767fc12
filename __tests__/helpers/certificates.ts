// TLS certificates for servers of the tests: one that is right, and the ways of being wrong.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generate, type SelfsignedOptions } from 'selfsigned'
import { temporaryFolder } from './temp.ts'

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

/** Makes all four: once per test file is enough. */
export async function makeCertificates(): Promise<Certificates> {
  const ca = await generate([{ name: 'commonName', value: 'Test authority' }], {
    ...validFor(-30, 30),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  })
  const signed = (given: SelfsignedOptions) =>
    certificate({ ...given, ca: { key: ca.private, cert: ca.cert } })
  const kinds: Readonly<Record<CertificateKind, Certificate>> = {
    good: await signed({ ...validFor(-30, 30), extensions: [here] }),
    expired: await signed({ ...validFor(-60, -30), extensions: [here] }),
    'wrong-name': await signed({ ...validFor(-30, 30), extensions: [elsewhere] }),
    'self-signed': await certificate({ ...validFor(-30, 30), extensions: [here] }),
  }
  const folder = await temporaryFolder('rgm-tls-')
  const caFile = join(folder.path, 'ca.pem')
  await writeFile(caFile, ca.cert)
  return { caFile, of: (kind) => kinds[kind], remove: folder.remove }
}

async function certificate(options: SelfsignedOptions): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'Test server' }], options)
  return { key: made.private, cert: made.cert }
}

function validFor(fromDays: number, toDays: number): SelfsignedOptions {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)
  return {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: inDays(fromDays),
    notAfterDate: inDays(toDays),
  }
}

type Extension = NonNullable<SelfsignedOptions['extensions']>[number]

// What each name is, by the numbers of RFC 5280: 2 a host's, 7 an address.
const here: Extension = {
  name: 'subjectAltName',
  altNames: [
    { type: 2, value: 'localhost' },
    { type: 7, ip: '127.0.0.1' },
  ],
}
const elsewhere: Extension = {
  name: 'subjectAltName',
  altNames: [{ type: 2, value: 'elsewhere.example.com' }],
}
