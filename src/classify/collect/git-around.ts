// Tells the lines of the git that `go` runs from those of a git of the pipeline.

import { normalise } from '../lines/normalise.ts'
import type { LogLine } from '../message/message.ts'
import type { RuleMatch } from './read-message.ts'

/** The text of a line that was read lately. */
export type TextOf = (number: number) => string | undefined

const linesBack = 12

// What `go` of several releases prints when git has told the cause already.
const afterGit = /^\s*(?:(?:package|imports) \S+: exit status \d|go: error loading module requirements)/

/** Is it a line that only tells that a command before it failed? */
export function isAfterGit(text: string): boolean {
  return afterGit.test(text)
}

const gitLine =
  /^\s*(?:(?:Error: )?(?:fatal|error|remote|ssh|abort|bzr|svn|ERROR): |git: '|git@\S+: |Host key verification|Permission denied|Connection (?:closed|reset|to|timed)|Load key |kex_exchange|ssh_exchange|client_loop: |conq: |fetch-pack: |Received disconnect|Repository not found)/
const progress = /\bgo: (?:downloading|finding|extracting) /

/**
 * The lines of git, or of its kind, that end right before a line; `go` may report progress among them.
 * @param earlier - The message before: quoted output has several in one line of the log.
 */
export function gitLinesBefore(
  number: number,
  textOf: TextOf,
  earlier: readonly LogLine[],
): readonly LogLine[] {
  if (earlier.at(-1)?.number === number) return earlier.filter(({ text }) => gitLine.test(text))
  const found: LogLine[] = []
  for (let each = number - 1; each >= Math.max(1, number - linesBack); each--) {
    const raw = textOf(each)
    if (raw === undefined) break
    if (progress.test(raw)) continue
    const text = normalise(raw)
    if (gitLine.test(text)) found.unshift({ number: each, text })
    else if (found.length > 0 || number - each > 3) break
  }
  return found
}

const gitOfOthers =
  /git(?:\.exe)?' failed with exit code|(?:^|[\s/\]"'`])git(?:\.exe)? (?:-[cC] \S+ ){0,4}(?:fetch|clone|pull|submodule|push|checkout|ls-remote|lfs|remote)\b|Cloning into|Fetching the repository|GitException|Fetching changes|npm (?:ERR|error)|\.terraform/
const goAround =
  /\bgo(?:: | (?:get|mod|build|install|test|list|run|vet|generate|tool)\b|\.(?:mod|sum)\b|lang)|\bGO(?:PRIVATE|PROXY|FLAGS|PATH)\b|cache[/\\]vcs/
// So few lines are a quotation, whose surroundings were left out.
const quotation = 4

/** git, or an archive's reader, says the same whoever runs it: does what stands around speak against `go`? */
export function isUnrelatedGit({ rule, parsed, lines }: RuleMatch, last: number, textOf: TextOf): boolean {
  const first = lines[0]
  if ((rule.source !== 'git' && !rule.nearGo) || parsed.isFetch || first === undefined) return false
  const around: string[] = []
  for (let number = Math.max(1, first.number - linesBack); number <= last; number++)
    around.push(normalise(textOf(number) ?? ''))
  if (around.some((text) => gitOfOthers.test(text) && !goAround.test(text))) return true
  return (rule.nearGo || around.length > quotation) && !around.some((text) => goAround.test(text))
}
