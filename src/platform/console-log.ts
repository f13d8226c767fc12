// How a run talks: workflow commands on GitHub, indented lines and a progress line on a terminal.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions

import { cut, plainText } from '../text/sanitise.ts'
import type { Log } from './log.ts'

/** A log that also has a line for what is going on right now. */
export interface ConsoleLog extends Log {
  /** Shows what is going on, on a terminal only, in place of the last such text; null takes it away. */
  readonly setProgress: (text: string | null) => void
  /** Puts a message on the run's page, at a file's line where one is given. A plain line elsewhere than on GitHub. */
  readonly annotate: (annotation: ConsoleAnnotation) => void
}

interface ConsoleAnnotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
  readonly file?: string
  readonly line?: number
}

export interface LogOptions {
  /** Whose rules the lines follow. */
  readonly format: 'github' | 'terminal'
  /** Takes text with its line breaks, as `process.stdout.write` does. */
  readonly write: (text: string) => void
  /** Applied to everything that is printed. */
  readonly redact: (text: string) => string
  /** Print `debug` lines. On GitHub they are always sent, and the runner shows them when asked to. */
  readonly verbose?: boolean
  /** What the terminal can do; left out or null where the output is none. */
  readonly tty?: { readonly columns: () => number; readonly colors: boolean } | null
}

const colors = { bold: '1', dim: '2', red: '31', yellow: '33', blue: '34' } as const

/** A log that prints nothing which could act as a workflow command, move a cursor, or hold a given secret. */
export function createLog(options: LogOptions): ConsoleLog {
  // Twice: taking out an escape sequence may bring a secret together.
  const redact = (text: string) => options.redact(plainText(options.redact(text)))
  return options.format === 'github' ? githubLog({ ...options, redact }) : terminalLog({ ...options, redact })
}

function githubLog({ write, redact }: LogOptions): ConsoleLog {
  let open = false
  const print = (text: string, prefix = '') => {
    for (const line of safeLines(redact(text))) write(`${prefix}${line}\n`)
  }
  return {
    info: (line) => print(line),
    // Not `::warning`: annotations are few, and chosen by the report. The viewer shows this line in colour.
    warn: (line) => print(line, paint('yellow', 'Warning: ')),
    debug: (line) => write(`${workflowCommand('debug', {}, redact(line))}\n`),
    annotate: (annotation) => write(`${annotationCommand(annotation, redact)}\n`),
    setProgress: () => {},
    group: async (title, body) => {
      // GitHub has no groups inside groups: an inner one is a heading.
      if (open) {
        print(title)
        return await body()
      }
      open = true
      write(`${workflowCommand('group', {}, redact(title))}\n`)
      try {
        return await body()
      } finally {
        open = false
        write('::endgroup::\n')
      }
    },
  }
}

function terminalLog({ write, redact, verbose = false, tty = null }: LogOptions): ConsoleLog {
  let depth = 0
  let progress: string | null = null
  const color = (name: keyof typeof colors, text: string) => (tty?.colors ? paint(name, text) : text)
  const erase = () => progress !== null && write('\r\x1b[2K')
  const draw = () =>
    progress !== null && tty !== null && write(cut(progress, Math.max(10, tty.columns() - 1)))
  const print = (text: string, prefix = '', style = (line: string) => line) => {
    erase()
    const indent = '  '.repeat(depth)
    for (const line of safeLines(redact(text))) write(`${indent}${prefix}${style(line)}\n`)
    draw()
  }
  return {
    info: (line) => print(line),
    warn: (line) => print(line, color('yellow', 'Warning: ')),
    debug: (line) => verbose && print(line, '', (text) => color('dim', text)),
    annotate: ({ level, title, message, file, line }) => {
      const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}: `
      const name = { error: 'Error', warning: 'Warning', notice: 'Notice' }[level]
      print(`${place}${title}: ${message}`, `${color(level === 'error' ? 'red' : 'yellow', name)}: `)
    },
    setProgress: (text) => {
      if (tty === null) return
      const next = text === null ? null : safeLines(redact(text)).join(' ')
      if (next === progress) return
      erase()
      progress = next
      draw()
    },
    group: async (title, body) => {
      print(title, '', (text) => color('bold', text))
      depth += 1
      try {
        return await body()
      } finally {
        depth -= 1
      }
    },
  }
}

/**
 * One workflow command, escaped as the runner decodes it. The message may have several lines.
 * (actions/runner, ActionCommand.cs: `%`, CR and LF in data; `:` and `,` too in properties.)
 */
function workflowCommand(
  name: 'debug' | 'error' | 'warning' | 'notice' | 'group',
  properties: Readonly<Record<string, string>>,
  message: string,
): string {
  const listed = Object.entries(properties)
    .filter(([, value]) => value !== '')
    .map(
      ([key, value]) =>
        `${key}=${escapeData(safeLines(value).join('\n')).replaceAll(':', '%3A').replaceAll(',', '%2C')}`,
    )
  return `::${name}${listed.length > 0 ? ` ${listed.join(',')}` : ''}::${escapeData(safeLines(message).join('\n'))}`
}

function annotationCommand(annotation: ConsoleAnnotation, redact: (text: string) => string): string {
  const { level, title, message, file = '', line } = annotation
  const place = { file: redact(file), line: file !== '' && line !== undefined ? String(line) : '' }
  return workflowCommand(level, { ...place, title: redact(title) }, cut(redact(message), 4000))
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

/**
 * Lines that no CI system takes for a command: `::` acts at the start of a line, after blanks of any kind;
 * `##[` anywhere in one, and so do `##vso[` and `##teamcity[` elsewhere.
 */
export function safeLines(text: string): string[] {
  return plainText(text)
    .split('\n')
    .map((line) => line.replace(/##(?=\w{0,20}\[)/g, '## ').replace(/^(\s*):(?=:)/, '$1: '))
}

function paint(name: keyof typeof colors, text: string): string {
  return `\x1b[${colors[name]}m${text}\x1b[0m`
}
