// What a runner does with the lines of a step: which of them act as workflow commands.
// actions/runner, ActionCommand.cs: `::name props::data` at the start of a trimmed line; `##[name props]data` anywhere in one.

interface WorkflowCommand {
  readonly name: string
  readonly properties: Readonly<Record<string, string>>
  readonly data: string
}

/** The commands in what a step printed, in both spellings that a runner obeys. */
export function workflowCommands(stdout: string): WorkflowCommand[] {
  return stdout.split(/\r\n|\n|\r/).flatMap((line) => newStyle(line) ?? oldStyle(line) ?? [])
}

/** The text of what a step printed, without its commands, masked as the runner would: `***` for each masked value. */
export function shownLog(stdout: string): string {
  const secrets = workflowCommands(stdout).flatMap(({ name, data }) => (name === 'add-mask' ? [data] : []))
  const lines = stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'))
  return secrets.reduce((text, secret) => text.replaceAll(secret, '***'), lines.join('\n'))
}

function newStyle(line: string): WorkflowCommand | null {
  const match = /^::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line.trim())
  if (match === null) return line.trim().startsWith('::') ? command('malformed', '', line) : null
  return command(match[1] ?? '', match[2] ?? '', match[3] ?? '')
}

function oldStyle(line: string): WorkflowCommand | null {
  const match = /##\[([^\s\]]+)(?: ([^\]]*))?\](.*)$/.exec(line)
  return match === null ? null : command(match[1] ?? '', match[2] ?? '', match[3] ?? '')
}

function command(name: string, properties: string, data: string): WorkflowCommand {
  const pairs = properties.split(/[,;]/).flatMap((pair): [string, string][] => {
    const at = pair.indexOf('=')
    return at < 0 ? [] : [[pair.slice(0, at).trim(), decoded(pair.slice(at + 1))]]
  })
  return { name, properties: Object.fromEntries(pairs), data: decoded(data) }
}

function decoded(text: string): string {
  const escapes = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' } as const
  return text.replaceAll(/%(?:0D|0A|3A|2C|25)/g, (code) => escapes[code as keyof typeof escapes])
}
