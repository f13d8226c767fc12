// Short names for what a scripted host answers, and when.

import { proxyPath } from './module-proxy.ts'
import type { Answer, Ask, HostScript } from './scene.ts'

/** A status with a plain-text body, as module proxies give. */
export function status(code: number, body = '', type = 'text/plain; charset=utf-8'): Answer {
  return { kind: 'status', status: code, body, type }
}

export const loginPage = status(
  200,
  '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>Please sign in</body></html>\n',
  'text/html',
)

/** The answer for one kind of file; everything else is healthy. */
export function onKind(kinds: string, answer: Answer, module?: string): HostScript {
  return {
    answer: ({ path }: Ask) => {
      const file = proxyPath(path)
      return file !== null &&
        kinds.split(' ').includes(file.kind) &&
        (module === undefined || file.module === module)
        ? answer
        : undefined
    },
  }
}

/** The same answer to everything. */
export function always(answer: Answer): HostScript {
  return { answer: () => answer }
}
