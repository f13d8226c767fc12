// Reads what a status and its text say about a proxy.

import { bodyPatterns } from '../faults/server-answer.ts'

/** A status that says no to this module, and nothing about the proxy's health. */
export function isRefusal({ status }: { readonly status: number }): boolean {
  return status >= 400 && status < 500 && status !== 429 && status !== 408
}

/** The fault that the text of a 404 tells of, since some proxies answer so when their own source fails; null where it tells of none. */
export function faultWithin(body: string): string | null {
  return bodyPatterns['server-error/upstream'].exec(body)?.[0].toLowerCase() ?? null
}

const reasonPhrases: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  407: 'Proxy Authentication Required',
  410: 'Gone',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

export function namedStatus(status: number): string {
  const phrase = reasonPhrases[status]
  return phrase === undefined ? `status ${status}` : `${status} ${phrase}`
}
