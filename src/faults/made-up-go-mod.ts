// Recognises a go.mod that `go` made up, for want of a readable one.

import { hashMod } from '../go/dirhash.ts'
import { upTo } from '../text/up-to.ts'
import type { FaultFacts } from './fault.ts'

const downloaded = /\bdownloaded: +(h1:[\w+/]{43}=)/

/**
 * Where git can't read the go.mod of a repository in the module cache, `go` takes the module for one without any and makes
 * one up: `module <path>` alone (legacyGoMod in cmd/go/internal/modfetch/coderepo.go). go.sum contradicts it, rightly.
 */
export function isMadeUpGoMod({ module, evidence }: Pick<FaultFacts, 'module' | 'evidence'>): boolean {
  if (module === null) return false
  const hash = hashMod(new TextEncoder().encode(`module ${upTo(module, '@')}\n`))
  return evidence.some(({ text }) => downloaded.exec(text)?.[1] === hash)
}
