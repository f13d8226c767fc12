// Recognises failures of our own disk, told as a value, apart from what networks and proxies do.

import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode, errorText } from '../text/error.ts'

/** The disk is full, read-only, closed to us, or broken. */
export interface DiskFailure {
  readonly kind: 'disk'
  /** Node's code: `ENOSPC`, `EROFS`, `EACCES`, … */
  readonly code: string
  /** One sentence, with the path where there is one. */
  readonly message: string
}

const reasons = new Map([
  ['ENOSPC', 'no space is left on the disk of the module cache'],
  ['EDQUOT', 'the disk quota for the module cache is used up'],
  ['EROFS', 'the module cache lies on a read-only file system'],
  ['EACCES', 'the module cache may not be written to'],
  ['EPERM', 'the module cache may not be written to'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['ENAMETOOLONG', 'a file name is too long for this file system'],
])

/** Reads what a call of `node:fs` threw. Anything that isn't such an error is thrown again: it is a bug. */
export function diskFailure(error: unknown): DiskFailure {
  const told = errorCode(error)
  if (told === null) throw error
  const path = errorText(error, 'path')
  const isUnmade = told === 'ENOENT' && path !== null && errorText(error, 'syscall') === 'mkdir'
  const code = isUnmade ? (whyUnmade(path) ?? told) : told
  const reason = reasons.get(code) ?? errorText(error, 'message') ?? code
  return { kind: 'disk', code, message: path === null ? reason : `${reason}: ${path}` }
}

/** Node tells ENOENT where it can't make a folder with its parents on a read-only file system: the nearest folder there is knows more. */
function whyUnmade(path: string): string | null {
  const parent = dirname(path)
  try {
    accessSync(parent, constants.W_OK)
    return null
  } catch (error) {
    const code = errorCode(error)
    return code === 'ENOENT' && parent !== path ? whyUnmade(parent) : code
  }
}
