// The runner: inputs, outputs, masks, the summary file, later steps' environment. Loads @actions/core on first use.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions

import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/** The inputs of these names, as text. */
export async function readInputs(names: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const { getInput } = await import('@actions/core')
  return Object.fromEntries(names.map((name) => [name, getInput(name)]))
}

/** The runner hides a value inside of words, too: a shorter one would make the whole job's log unreadable. */
const shortestMasked = 4

/** Tells the runner to hide these values in everything that it shows from now on. */
export async function maskSecrets(secrets: Iterable<string>): Promise<void> {
  const { setSecret } = await import('@actions/core')
  for (const secret of secrets) {
    for (const line of secret.split(/\r?\n/)) if (line.trim().length >= shortestMasked) setSecret(line)
  }
}

/** Puts a folder first on PATH for later steps. */
export function addToPath(folder: string): Promise<void> {
  return append('GITHUB_PATH', `${folder}\n`)
}

/** Sets a variable for later steps. */
export function exportVariable(name: string, value: string): Promise<void> {
  return append('GITHUB_ENV', multiline(name, value))
}

/** Sets the step's outputs, all of them at once. */
export function setOutputs(outputs: Readonly<Record<string, string>>): Promise<void> {
  const blocks = Object.entries(outputs).map(([name, value]) => multiline(name, value))
  return append('GITHUB_OUTPUT', blocks.join(''))
}

/** Appends to the job summary; rejects where the runner has none or the file can't be written. */
export async function writeSummary(markdown: string): Promise<void> {
  const { summary } = await import('@actions/core')
  await summary.addRaw(markdown, true).write()
}

/** The delimiter can't be guessed, so that no value can end its block. */
function multiline(name: string, value: string): string {
  const delimiter = `ghadelimiter_${randomUUID()}`
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`
}

/**
 * Appends to a file that the runner has made. @actions/core writes these files in the thread that listens for signals and time
 * limits, which a disk that hangs would hold for good.
 */
async function append(variable: 'GITHUB_OUTPUT' | 'GITHUB_ENV' | 'GITHUB_PATH', text: string): Promise<void> {
  const path = process.env[variable]
  if (!path) throw new Error(`${variable} is not set; only a runner of GitHub Actions sets it`)
  const file = await open(path, constants.O_WRONLY | constants.O_APPEND)
  try {
    await file.writeFile(text)
  } finally {
    await file.close()
  }
}
