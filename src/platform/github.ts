// The runner: inputs, outputs, masks, the summary file, later steps' environment. Loads @actions/core on first use.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions

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
export async function addToPath(folder: string): Promise<void> {
  const { addPath } = await import('@actions/core')
  addPath(folder)
}

/** Sets a variable for later steps. */
export async function exportVariable(name: string, value: string): Promise<void> {
  const core = await import('@actions/core')
  core.exportVariable(name, value)
}

/** Sets the step's outputs. */
export async function setOutputs(outputs: Readonly<Record<string, string>>): Promise<void> {
  const { setOutput } = await import('@actions/core')
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
}

/** Appends to the job summary; rejects where the runner has none or the file can't be written. */
export async function writeSummary(markdown: string): Promise<void> {
  const { summary } = await import('@actions/core')
  await summary.addRaw(markdown, true).write()
}
