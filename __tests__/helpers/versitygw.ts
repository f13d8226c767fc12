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

/** Serves a bucket `modules` out of `folder`. */
export async function startVersitygw(program: string, folder: string): Promise<Versitygw> {
  const bucket = 'modules'
  await mkdir(join(folder, bucket), { recursive: true })
  const port = await freePort()
  const [access, secret] = ['test-access', 'test-secret-key']
  const args = [
    '--access',
    access,
    '--secret',
    secret,
    '--port',
    `127.0.0.1:${port}`,
    '--quiet',
    'posix',
    folder,
  ]
  const child = spawn(program, args, { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  await untilAnswered(url, child)
  return {
    url,
    bucket,
    env: {
      AWS_ENDPOINT_URL_S3: url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: access,
      AWS_SECRET_ACCESS_KEY: secret,
    },
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
    const answered = await fetch(url).then(
      () => true,
      () => false,
    )
    if (answered) return
    await sleep(50)
  }
  throw new Error('versitygw did not answer within 30 s')
}
