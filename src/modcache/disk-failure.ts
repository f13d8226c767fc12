// Recognises failures of our own disk, told as a value, apart from what networks and proxies do.

import { accessSync, constants } from 'node:fs'
import { constants as system } from 'node:os'
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
  const told = diskErrorCode(error)
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

/** The code of what a call of `node:fs` threw; null where it is no such error. */
export function diskErrorCode(error: unknown): string | null {
  const code = errorCode(error)
  return code?.startsWith('Unknown system error') ? (unnamedCode(error) ?? code) : code
}

/** Node has no name for EDQUOT and ESTALE, among others: https://github.com/libuv/libuv/blob/v1.x/include/uv.h */
function unnamedCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null
  const number: unknown = Reflect.get(error, 'errno')
  return Object.entries(system.errno).find(([, value]) => number === -value)?.[0] ?? null
}
