// The command `classify`: the fault in any log, from a file or a pipe.

import { createReadStream } from 'node:fs'
import { createLogClassifier } from '../classify/lines/stream.ts'
import type { Classification } from '../faults/fault.ts'
import type { Excerpt } from '../faults/witness.ts'
import { createSecrets } from '../platform/secrets.ts'
import { renderClassification } from '../report/classification.ts'
import { redactStrings } from '../report/redact-report.ts'
import { errorCode } from '../text/error.ts'
import { createLineSplitter } from '../text/line-splitter.ts'
import { type CommandResult, misuse } from './command-result.ts'
import { printJson, printText } from './print.ts'

/** Exit code 0 whatever the log holds; 2 where it can't be read. */
export async function classifyCommand(options: {
  readonly file: string
  readonly json: boolean
}): Promise<CommandResult> {
  const { redact } = createSecrets(process.env, async () => {})
  const classifier = createLogClassifier({ redact })
  try {
    await readLines(options.file, (line) => classifier.push(line))
  } catch (error) {
    return misuse(`The log ${options.file} can't be read: ${errorCode(error) ?? String(error)}.`)
  }
  // Its lines are redacted already; a module, a host or a remedy may hold a credential of the log as well.
  const { classification, excerpt } = redactStrings(classifier.end(), redact)
  if (options.json) printJson(json(classification))
  else printText(text(classification, excerpt))
  return { code: 0 }
}

async function readLines(file: string, push: (line: string) => void): Promise<void> {
  const source = file === '-' ? process.stdin : createReadStream(file)
  const splitter = createLineSplitter(push)
  for await (const chunk of source) splitter.push(chunk)
  splitter.end()
}

function json({ primary, faults }: Classification): string {
  return JSON.stringify({ primary, faults }, null, 2)
}

function text(classification: Classification, excerpt: Excerpt | null): string {
  return renderClassification(classification, excerpt)
    .map((line) => `${line}\n`)
    .join('')
}
