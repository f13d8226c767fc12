// The names of files that are still being written, so that a later run knows what a killed one left.

import { createHash, randomUUID } from 'node:crypto'
import { readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { errorCode } from '../text/error.ts'

const pattern = /\.([0-9a-f]{8})-([0-9]+)-[0-9a-f]{12}\.resilient-partial$/

/** Longer than any pause in a download that is still alive; of another machine nothing else is known. */
const staleAfterMs = 15 * 60_000
/** Longer than any run, whose `timeout` is 6 hours at most: its process number is another one's by then. */
const longestRunMs = 7 * 3_600_000

/** A name beside `name` that no other process makes; `mark` is what `systemMark` gives, for those who make many. */
export function temporaryName(name: string, mark = systemMark()): string {
  return `${name}.${mark}-${process.pid}-${randomUUID().slice(-12)}.resilient-partial`
}

/** Was this file left by a run of ours that has ended? */
export function isStale(name: string, ageMs: number): boolean {
  const match = pattern.exec(name)
  if (match === null) return false
  if (match[1] !== systemMark()) return ageMs > staleAfterMs
  return ageMs > longestRunMs || !isAlive(Number(match[2]))
}

/** Tells machines and containers apart that share a disk: a process number means something only within one. */
export function systemMark(): string {
  return createHash('sha256').update(`${hostname()} ${processNamespace()}`).digest('hex').slice(0, 8)
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    // Only Linux has it.
    return ''
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, as another user.
    return errorCode(error) === 'EPERM'
  }
}
