// Credentials that a container is given at an address of its own: ECS, EKS Pod Identity.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html

import { readFile } from 'node:fs/promises'
import { askForText } from '../read-text.ts'
import type { CredentialsAnswer, SourceOptions } from './credentials.ts'
import { readTemporaryCredentials } from './temporary.ts'

const limitMs = 2_000

const ecsAddress = 'http://169.254.170.2'

/** Hosts that may be asked without TLS: this machine, ECS, EKS. */
const plainHosts: ReadonlySet<string> = new Set([
  'localhost',
  '127.0.0.1',
  '[::1]',
  '169.254.170.2',
  '169.254.170.23',
  '[fd00:ec2::23]',
])

/** AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, else AWS_CONTAINER_CREDENTIALS_FULL_URI. */
export async function containerCredentials({ env, http, signal }: SourceOptions): Promise<CredentialsAnswer> {
  const { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: relative, AWS_CONTAINER_CREDENTIALS_FULL_URI: full } = env
  const text = relative ? `${ecsAddress}${relative}` : full
  if (!text) return { kind: 'none' }
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) return failed('the address is no URL')
  const isPlain = url.protocol === 'http:' && plainHosts.has(url.hostname)
  if (!isPlain && url.protocol !== 'https:') return failed(`${url.host} may be asked over https only`)
  const token = await tokenOf(env)
  if (token === null) return failed("the file of AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE can't be read")
  const answer = await askForText(http, {
    method: 'GET',
    url: url.href,
    headers: token === '' ? {} : { authorization: token },
    direct: isPlain,
    limitMs,
    signal,
  })
  if (answer.kind === 'failed') return failed(answer.reason)
  if (answer.status !== 200) return failed(`status ${answer.status}`)
  return readTemporaryCredentials(answer.text, from)
}

/** Empty where none is set; null where it can't be read, or can't be sent. */
async function tokenOf(env: SourceOptions['env']): Promise<string | null> {
  const { AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: path, AWS_CONTAINER_AUTHORIZATION_TOKEN: own = '' } = env
  const token = path ? await readFile(path, 'utf8').catch(() => null) : own
  return token === null || /[\r\n]/.test(token.trim()) ? null : token.trim()
}

const from = "the container's credentials endpoint"

function failed(reason: string): CredentialsAnswer {
  return { kind: 'failed', reason: `${from} gave none: ${reason}` }
}
