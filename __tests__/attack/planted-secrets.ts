// Secrets drawn by lot: where a run comes to know them, what they look like where it doesn't, in which form somebody tells them.

import fc from 'fast-check'
import { goproxySecrets, parseGoproxyList } from '../../src/go/goproxy-list.ts'
import { createRedactor } from '../../src/platform/redact.ts'
import { loginSecrets, secretValues } from '../../src/text/secret-values.ts'

/** What nobody may see, and the text in which it stands. */
export interface PlantedSecret {
  readonly core: string
  readonly told: string
  /** For the message of a failed test: where it is known from or what shape it has, and in which form it is told. */
  readonly kind: string
}

interface KnownSecret {
  readonly core: string
  /** What the run registers for it: by its environment, its GOPROXY list, its netrc. */
  readonly registered: readonly string[]
  readonly kind: string
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const characters = (alphabet: string, minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength })
const alphanumeric = (minLength: number, maxLength = minLength) => characters(letters, minLength, maxLength)
const password = fc.oneof(
  alphanumeric(12, 40),
  characters(`${letters}+/=._~-`, 12, 40),
  characters(`${letters}!#$%&*+/=?@^|"'\\<>`, 12, 24).filter((text) => !/^\W|\W$/.test(text)),
  fc.tuple(alphanumeric(10, 14), fc.constantFrom('ü', 'é', '€', '密', '🔑')).map(([a, b]) => `${a}${b}${a}`),
)

const names = [
  'GITHUB_TOKEN',
  'NPM_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'ACTIONS_RUNTIME_TOKEN',
  'DEPLOY_PASSWORD',
  'MY_API_KEY',
  'SIGNING_KEY_PASSPHRASE',
]

/** A secret that the run knows, by each of the ways in which it comes to know one. */
const knownSecret: fc.Arbitrary<KnownSecret> = fc.oneof(
  fc.tuple(password, fc.constantFrom(...names)).map(([core, name]) => ({
    core,
    registered: secretValues({ [name]: core }),
    kind: `variable ${name}`,
  })),
  fc.tuple(password, fc.constantFrom('HTTPS_PROXY', 'GOPROXY', 'MIRROR_URL')).map(([core, name]) => ({
    core,
    registered: secretValues({ [name]: `https://ci:${encodeURIComponent(core)}@proxy.example:8443/go` }),
    kind: `password in the URL of ${name}`,
  })),
  password.map((core) => listed(core, `https://ci:${encodeURIComponent(core)}@proxy.example/go`, 'password')),
  password.map((core) => listed(core, `https://proxy.example/go?token=${encodeURIComponent(core)}`, 'query')),
  alphanumeric(16, 40)
    .filter((text) => /\d/.test(text) && /[a-z]/.test(text))
    .map((core) => listed(core, `https://proxy.example/${core}/go`, 'path')),
  password.map((core) => ({
    core,
    registered: [`bob:${core}`, core, ...loginSecrets('bob', core)],
    kind: 'password of a netrc',
  })),
)

function listed(core: string, url: string, place: string): KnownSecret {
  const parsed = parseGoproxyList(`${url},direct`)
  if (parsed.kind !== 'ok') throw new Error(`${url}: ${parsed.kind}`)
  return { core, registered: goproxySecrets(parsed.list), kind: `${place} of the input proxies` }
}

type Form = readonly [name: string, write: (secret: string) => string]

const base64 = (text: string) => Buffer.from(text).toString('base64')
const json = (text: string) => JSON.stringify(text).slice(1, -1)
const bytes = (text: string) => [...Buffer.from(text)]
const middle = (text: string, inserted: string) => {
  const half = Math.ceil([...text].length / 2)
  return `${[...text].slice(0, half).join('')}${inserted}${[...text].slice(half).join('')}`
}

/** How somebody who was told a secret may tell it again. */
const forms: readonly Form[] = [
  ['as it is', (text) => text],
  ['percent-encoded', encodeURIComponent],
  ['percent-encoded twice', (text) => encodeURIComponent(encodeURIComponent(text))],
  [
    'each byte percent-encoded',
    (text) =>
      bytes(text)
        .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
        .join(''),
  ],
  ['as a form', (text) => new URLSearchParams({ q: text }).toString()],
  ['in JSON', (text) => `{"echo":"${json(text)}"}`],
  ['in JSON in JSON', (text) => JSON.stringify(JSON.stringify({ echo: text }))],
  [
    'as \\x',
    (text) =>
      bytes(text)
        .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
        .join(''),
  ],
  [
    'as \\u',
    (text) =>
      Array.from({ length: text.length }, (_, at) => text.charCodeAt(at).toString(16).padStart(4, '0'))
        .map((unit) => `\\u${unit}`)
        .join(''),
  ],
  ['in base64', base64],
  ['in base64 behind one byte', (text) => base64(`:${text}`)],
  ['in base64 behind two bytes', (text) => base64(`u:${text}`)],
  ['as basic authorisation', (text) => `Authorization: Basic ${base64(`user:${text}`)}`],
  ['in base64 for URLs', (text) => Buffer.from(`id:${text}:x`).toString('base64url')],
  ['in base64, percent-encoded', (text) => encodeURIComponent(base64(text))],
  ['as a login in a URL', (text) => `https://ci:${encodeURIComponent(text)}@h.example/x`],
  ['in a query', (text) => `https://h.example/x?a=1&X-Amz-Security-Token=${encodeURIComponent(text)}&b=2`],
  ['with a colour within', (text) => middle(text, '\u001b[31m')],
  ['with a title sequence within', (text) => middle(text, '\u001b]0;x\u0007')],
  ['with an unseen character within', (text) => middle(text, '\u200b')],
  ['with a direction mark within', (text) => middle(text, '\u202e')],
  ['with a NUL within', (text) => middle(text, '\0')],
  ['far behind', (text) => `${'x'.repeat(180)} ${text}`],
  ['across a limit', (text) => `${'word '.repeat(57)}${text} and more`],
]

export const tellSecret: fc.Arbitrary<{ readonly known: KnownSecret; readonly planted: PlantedSecret }> = fc
  .tuple(knownSecret, fc.constantFrom(...forms))
  .map(([known, [form, write]]) => ({
    known,
    planted: { core: known.core, told: write(known.core), kind: `${known.kind}, ${form}` },
  }))

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const shape = (kind: string, core: fc.Arbitrary<string>, write = (text: string) => text) =>
  core.map((text): PlantedSecret => ({ core: text, told: write(text), kind: `unknown, ${kind}` }))

/** What no run knows, but everybody recognises. */
export const recognisable: fc.Arbitrary<PlantedSecret> = fc.oneof(
  shape('GitHub token', alphanumeric(36), (text) => `ghs_${text}`),
  shape('GitHub token of a person', alphanumeric(36), (text) => `ghp_${text}`),
  shape('fine-grained GitHub token', alphanumeric(60), (text) => `github_pat_11${text}`),
  shape('GitLab token', alphanumeric(20), (text) => `glpat-${text}`),
  shape('GitLab job token', alphanumeric(20), (text) => `glcbt-64_${text}`),
  shape('AWS key id', characters(upper, 16), (text) => `AKIA${text}`),
  shape('AWS key id of a session', characters(upper, 16), (text) => `ASIA${text}`),
  shape('AWS secret', characters(`${letters}+/`, 40), (text) => `AWS_SECRET_ACCESS_KEY=${text}`),
  shape('AWS session token', characters(`${letters}+/`, 120), (text) => `aws_session_token=${text}==`),
  shape(
    'presigned URL',
    characters('0123456789abcdef', 64),
    (text) => `https://b.s3.example/k?X-Amz-Expires=60&X-Amz-Signature=${text}&x-id=GetObject`,
  ),
  shape(
    'session token of a presigned URL',
    alphanumeric(80),
    (text) => `https://b.s3.example/k?X-Amz-Security-Token=IQoJb3%2F${text}%3D%3D&x=1`,
  ),
  shape(
    'shared access signature',
    alphanumeric(43),
    (text) => `https://a.blob.example/c?sv=2024&se=2026&sig=${text}%3D`,
  ),
  shape('Slack token', alphanumeric(24), (text) => `xoxb-123456789012-${text}`),
  shape('npm token', alphanumeric(36), (text) => `npm_${text}`),
  shape('Vault token', alphanumeric(24), (text) => `hvs.${text}`),
  shape('Google key', alphanumeric(35), (text) => `AIza${text}`),
  shape('Artifactory key', alphanumeric(60), (text) => `AKCp${text}`),
  shape('web token', alphanumeric(40), (text) => `eyJhbGciOiJIUzI1NiJ9.eyJ${text}.${text}`),
  shape('bearer', alphanumeric(40), (text) => `Authorization: Bearer ${text}`),
  shape('bearer in a header dump', alphanumeric(40), (text) => `{"Authorization":["Bearer ${text}"]}`),
  shape('basic', alphanumeric(32), (text) => `< Proxy-Authorization: Basic ${base64(`u:${text}`)}`),
  shape('cookie', alphanumeric(32), (text) => `Set-Cookie: session=${text}; Path=/`),
  shape('API key header', alphanumeric(32), (text) => `X-JFrog-Art-Api: ${text}`),
  shape('login in a URL', alphanumeric(16, 32), (text) => `https://ci:${text}@git.example/acme/x.git`),
  shape('token as user in a URL', alphanumeric(20, 40), (text) => `https://${text}@git.example/acme/x.git`),
  shape(
    'login in an encoded URL',
    alphanumeric(16),
    (text) => `goproxy=https%3A%2F%2Fci%3A${text}%40h.example`,
  ),
  shape('netrc line', alphanumeric(16), (text) => `machine git.example login ci password ${text}`),
  shape('query', alphanumeric(16), (text) => `https://h.example/m?access_token=${text}`),
  shape('variable', alphanumeric(16), (text) => `DEPLOY_TOKEN=${text}`),
  shape(
    'private key',
    alphanumeric(64),
    (text) => `-----BEGIN OPENSSH PRIVATE KEY-----${text}-----END OPENSSH PRIVATE KEY-----`,
  ),
)

/** A redactor that knows what the run would know. */
export const redactorOf = (all: readonly KnownSecret[]) =>
  createRedactor(all.flatMap(({ registered }) => registered))
