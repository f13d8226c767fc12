// What `verify` found, as text and as JSON.

import type { Difference } from '../modcache/verify/check-module.ts'
import { oneLine } from '../text/sanitise.ts'
import { formatCount, plural } from '../text/units.ts'

export interface Verification {
  readonly gomodcache: string
  /** Zips, .mod files and unpacked trees that go.sum has a line for and that are there. */
  readonly checked: number
  /** Zips and .mod files that the project needs and that aren't there. */
  readonly missing: readonly { readonly module: string; readonly file: string }[]
  /** All of them, if every go.mod of the graph could be read. */
  readonly isWhole: boolean
  readonly mismatched: readonly Difference[]
  /** Zips and .mod files that the project needs, that are there, and that go.sum has no line for. */
  readonly unvouched: number
  /** Zips, .mod files and unpacked trees that no line of go.sum names, needed or not. */
  readonly extra: number
  /** Modules that are built from their vendor folder, by their folders. */
  readonly vendored: readonly string[]
}

/** Is the module cache without anything that the project needs? */
export function isNothingThere({ checked, unvouched, missing }: Verification): boolean {
  return checked === 0 && unvouched === 0 && missing.length > 0
}

/** One object; `checked`, `missing`, `mismatched` and `extra` are for machines and stay as they are. */
export function verificationJson(verification: Verification): string {
  const { checked, missing, mismatched, extra, unvouched, vendored } = verification
  return JSON.stringify(
    { checked, missing, mismatched, extra, unvouched, vendored: vendored.map((name) => oneLine(name)) },
    null,
    2,
  )
}

/** The verdict first, then every difference, then what was not verified and why. */
export function verificationText(verification: Verification): string {
  const { mismatched, gomodcache } = verification
  const lines = [
    verdict(verification),
    ...mismatched.flatMap(differenceLines),
    ...(mismatched.length > 0 ? remedy(gomodcache) : []),
    ...notes(verification),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

const noun = ['file or unpacked module', 'files and unpacked modules'] as const

function verdict({ mismatched, checked, vendored, missing }: Verification): string {
  const all = plural(checked, ...noun)
  if (mismatched.length > 0)
    return `The module cache differs from go.sum: ${plural(mismatched.length, 'difference')} in ${all}.`
  if (checked > 0) return `The module cache agrees with go.sum: ${all} verified.`
  return missing.length === 0 && vendored.length > 0
    ? 'Nothing to verify: it is built from its vendor folder.'
    : 'Nothing to verify.'
}

function differenceLines({ module, file, want, got, detail }: Difference): readonly string[] {
  return [
    '',
    module,
    `  where:   ${file}`,
    `  go.sum:  ${want}`,
    `  found:   ${got}`,
    ...(detail === null ? [] : [`  files:   ${detail}`]),
  ]
}

function remedy(gomodcache: string): readonly string[] {
  return [
    '',
    `What to do: something other than go has changed ${oneLine(gomodcache)}, or its disk is failing.`,
    '  1. Build nothing from it. Keep a copy if you want to find out who wrote there.',
    '  2. Delete it: go clean -modcache',
    '  3. Fill it again (go mod download), and verify again.',
    '',
  ]
}

function notes({ missing, isWhole, unvouched, extra, vendored, checked }: Verification): readonly string[] {
  const more = isWhole ? '' : 'at least '
  const isBare = checked === 0 && missing.length === 0
  return [
    ...(missing.length === 0
      ? []
      : [
          `Not there: ${more}${plural(missing.length, 'file')} that this project may need, such as ${missing[0]?.file}; go checks each one when it fetches it.`,
        ]),
    ...(unvouched === 0
      ? []
      : [
          `Not vouched for: ${plural(unvouched, 'file')} that this project needs and go.sum has no line for; nothing here can tell whether they are right.`,
        ]),
    ...(vendored.length === 0 || isBare
      ? []
      : [`Vendored, and so not looked at: ${vendored.map((name) => oneLine(name, 80)).join(', ')}.`]),
    ...(extra === 0
      ? []
      : [
          `Not looked at: ${formatCount(extra)} ${extra === 1 ? noun[0] : noun[1]} that no go.sum line of this project names, such as those of other projects.`,
        ]),
  ]
}
