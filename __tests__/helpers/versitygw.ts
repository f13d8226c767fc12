// A real S3 server that others wrote, which checks every signature: versitygw, over a folder.
// https://github.com/versity/versitygw

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sendSigned } from './signed-request.ts'

/** VERSITYGW, else what `go install` left in its folder; null where there is none. */
export function findVersitygw(): string | null {
  const { VERSITYGW: named, GOBIN } = process.env
  if (named) return named
  const bin = GOBIN || join(execFileSync('go', ['env', 'GOPATH'], { encoding: 'utf8' }).trim(), 'bin')
  const path = join(bin, 'versitygw')
  return existsSync(path) ? path : null
}

export const whyNoVersitygw =
  'versitygw is not installed: CGO_ENABLED=0 go install github.com/versity/versitygw/cmd/versitygw@v1.8.0'

export interface Versitygw {
  readonly url: string
  readonly bucket: string
  /** Of an account that may do everything. */
  readonly env: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

const root = { access: 'test-access', secret: 'test-secret-key' }

/** Serves a bucket out of `folder`. */
export async function startVersitygw(
  program: string,
  folder: string,
  {
    bucket = 'modules',
    options = [],
  }: { readonly bucket?: string; readonly options?: readonly string[] } = {},
): Promise<Versitygw> {
  await mkdir(join(folder, bucket), { recursive: true })
  const started = await start(program, [...options, 'posix', folder])
  return { ...started, bucket, env: environmentOf(started.url, root) }
}

export interface VersitygwWithAccounts extends Versitygw {
  /** Makes an account that has the rights of a policy and no others; gives its environment. */
  readonly account: (name: string, policy: string) => Promise<Readonly<Record<string, string>>>
  /** An action of AWS's IAM. */
  readonly iam: (action: string, parameters: Readonly<Record<string, string>>) => Promise<Answer>
  /** A request of the bucket's owner, or of another account, for what lies below the bucket. */
  readonly send: (
    method: 'GET' | 'PUT' | 'DELETE',
    name: string,
    more?: { readonly body?: string; readonly headers?: Record<string, string>; readonly env?: Environment },
  ) => Promise<Answer>
}

type Answer = Awaited<ReturnType<typeof sendSigned>>
type Environment = Readonly<Record<string, string>>

/** The same with accounts, whose policies it evaluates as AWS does: its IAM runs beside it. */
export async function startVersitygwWithAccounts(
  program: string,
  folder: string,
  bucket: string,
): Promise<VersitygwWithAccounts> {
  const socket = join(folder, 'iam.sock')
  const accounts = join(folder, 'accounts')
  await mkdir(accounts, { recursive: true })
  const service = await start(program, ['iam', '--dir', accounts, '--private-ports', socket])
  const options = ['--iam-standalone-endpoint', socket]
  const served = await startVersitygw(program, join(folder, 'buckets'), { bucket, options }).catch(
    async (error: unknown) => {
      await service.close()
      throw error
    },
  )
  const iam = async (action: string, parameters: Readonly<Record<string, string>>) => {
    const body = new URLSearchParams({ Action: action, Version: '2010-05-08', ...parameters }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return sendSigned({ method: 'POST', url: `${service.url}/`, service: 'iam', headers, body, keys: root })
  }
  return {
    ...served,
    iam,
    account: async (name, policy) => {
      const user = { UserName: name }
      const made = [
        await iam('CreateUser', user),
        await iam('PutUserPolicy', { ...user, PolicyName: name, PolicyDocument: policy }),
        await iam('CreateAccessKey', user),
      ]
      const failed = made.find(({ status }) => status !== 200)
      if (failed !== undefined) throw new Error(`the account ${name} was refused: ${failed.text}`)
      const value = (element: string) =>
        new RegExp(`<${element}>(.*?)</${element}>`).exec(made[2]?.text ?? '')?.[1] ?? ''
      return environmentOf(served.url, { access: value('AccessKeyId'), secret: value('SecretAccessKey') })
    },
    send: (method, name, { env = served.env, ...more } = {}) => {
      const keys = { access: env.AWS_ACCESS_KEY_ID ?? '', secret: env.AWS_SECRET_ACCESS_KEY ?? '' }
      // Signed as it is sent, and S3 wants it encoded.
      const url = `${served.url}/${bucket}${name.replaceAll('@', '%40')}`
      return sendSigned({ method, url, service: 's3', keys, ...more })
    },
    close: async () => {
      await served.close()
      await service.close()
    },
  }
}

function environmentOf(url: string, { access, secret }: typeof root): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_S3: url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: access,
    AWS_SECRET_ACCESS_KEY: secret,
  }
}

async function start(program: string, command: readonly string[]): Promise<Pick<Versitygw, 'url' | 'close'>> {
  const port = await freePort()
  const { access, secret } = root
  const options = ['--access', access, '--secret', secret, '--port', `127.0.0.1:${port}`, '--quiet']
  const child = spawn(program, [...options, ...command], { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  await untilAnswered(url, child)
  return {
    url,
    close: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** The program can't be told to choose one. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** It says nowhere when it is ready. */
async function untilAnswered(url: string, child: { readonly exitCode: number | null }): Promise<void> {
  for (let asked = 0; asked < 600; asked++) {
    if (child.exitCode !== null) throw new Error(`versitygw ended with exit code ${child.exitCode}`)
    // Its IAM sends to the maker's site, which is no business of a test.
    const answered = await fetch(url, { redirect: 'manual' }).then(
      () => true,
      () => false,
    )
    if (answered) return
    await sleep(50)
  }
  throw new Error('versitygw did not answer within 30 s')
}
