// The log of a step: no line of it is a command that nobody meant.
// Maps to src/platform/log.ts, src/text/sanitise.ts.

import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type ConsoleLog, createLog, type LogOptions } from '../../src/platform/console-log.ts'
import { createRedactor } from '../../src/platform/redact.ts'

function recorded(options: Partial<LogOptions>): { log: ConsoleLog; text: () => string } {
  const written: string[] = []
  const log = createLog({
    format: 'github',
    write: (text) => void written.push(text),
    redact: createRedactor(['hunter22']),
    ...options,
  })
  return { log, text: () => written.join('') }
}

const hostile = [
  '::set-env name=X::y',
  '  ::add-mask::x',
  '\u00a0\u2003::stop-commands::t',
  'text ##[error]boom',
  '###[group]x',
  '##vso[task.setvariable variable=a]b',
  '##teamcity[buildStop]',
  'progress\r::warning::x',
  'a\n::error::x',
  'a\u2028::error::x',
  'a\x0b::error::x',
  'a\x85::error::x',
  '\u200b::error::x',
  '\u202e::error::x',
  '\x1b[0m::error::x',
  '\x1b]8;;https://evil.example\x1b\\::error::x\x1b]8;;\x1b\\',
  '\x9b31m::error::x',
  '\ufeff::error::x',
  ':\u200b:error::x',
  ':\x1b[m:error::x',
  '#\x07#[error]x',
]

/** How the runner reads a line: a command after blanks, or the old form anywhere. (actions/runner, ActionCommand.cs) */
function isCommand(line: string): boolean {
  return /^[\s\x85]*::/.test(line) || /##\w*\[/.test(line)
}

/** Escape sequences that the log itself adds, for colour. */
const ownColours = /\x1b\[\d*m/g

describe.each(['github', 'terminal'] as const)('on %s', (format) => {
  test.each(hostile)('no line acts as a command or on the terminal: %j', async (text) => {
    const { log, text: written } = recorded({
      format,
      verbose: true,
      tty: { columns: () => 80, colors: true },
    })
    log.info(text)
    log.warn(text)
    if (format === 'terminal') {
      log.debug(text)
      await log.group(text, async () => log.info(text))
    }
    for (const line of written().split(/\r\n|[\r\n]/)) {
      expect(isCommand(line.replace(ownColours, ''))).toBe(false)
    }
    expect(written().replace(ownColours, '')).not.toMatch(
      /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2028\u2029]/,
    )
  })

  test('any text at all stays text', () => {
    const part = fc.oneof(
      fc.constantFrom('::', '##[', '##', '[', ' ', '\r', '\n', '\x1b[', '\u2028', 'error', '\x9d', '\x07'),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const { log, text } = recorded({ format })
        log.info(parts.join(''))
        return (
          text()
            .split('\n')
            .every((line) => !isCommand(line)) && !/[\x00-\x08\x0b-\x1f\x7f-\x9f]/.test(text())
        )
      }),
      { numRuns: 3000 },
    )
  })

  test('a given secret is masked on every way out', async () => {
    const { log, text } = recorded({ format, verbose: true, tty: { columns: () => 80, colors: false } })
    log.info('pw hunter22')
    log.info('pw hun\x1b[1mter22, hunter\u200b22')
    log.warn('pw hunter22')
    log.debug('pw hunter22')
    log.setProgress('pw hunter22')
    log.annotate({ level: 'error', title: 'hunter22', message: 'hunter22', file: 'hunter22' })
    await log.group('hunter22', async () => {})
    expect(text()).not.toContain('hunter22')
  })
})

describe('for GitHub', () => {
  test('groups fold, also when the body throws, and never nest', async () => {
    const { log, text } = recorded({})
    const inner = () => log.group('inner', async () => log.info('deep'))
    await log.group('outer: a, b', inner)
    await expect(log.group('again', async () => Promise.reject(new Error('x')))).rejects.toThrow('x')
    expect(text()).toBe('::group::outer: a, b\ninner\ndeep\n::endgroup::\n::group::again\n::endgroup::\n')
  })

  test('an annotation carries its place, escaped as the runner decodes it', () => {
    const { log, text } = recorded({})
    log.annotate({
      level: 'error',
      title: 'a: b, c',
      message: '100% of\ntwo lines\r\n::warning::x',
      file: 'a,b/go.mod',
      line: 7,
    })
    expect(text()).toBe(
      '::error file=a%2Cb/go.mod,line=7,title=a%3A b%2C c::100%25 of%0Atwo lines%0A: :warning::x\n',
    )
  })

  test('neither its file nor its title is a command of another system', () => {
    const { log, text } = recorded({})
    log.annotate({
      level: 'error',
      title: '##[error]t',
      message: 'm',
      file: 'a##vso[task.x]/go.mod',
      line: 7,
    })
    expect(text()).toBe('::error file=a## vso[task.x]/go.mod,line=7,title=## [error]t::m\n')
  })

  test('a line without a file is left out', () => {
    const { log, text } = recorded({})
    log.annotate({ level: 'notice', title: '', message: 'm', line: 7 })
    expect(text()).toBe('::notice::m\n')
  })

  test('a debug line is one command, however many lines it has', () => {
    const { log, text } = recorded({})
    log.debug('a%\n::error::b')
    expect(text()).toBe('::debug::a%25%0A: :error::b\n')
  })

  test('there is no progress line', () => {
    const { log, text } = recorded({})
    log.setProgress('working')
    expect(text()).toBe('')
  })
})

describe('for a terminal', () => {
  const tty = { columns: () => 20, colors: false }

  test('groups indent their lines', async () => {
    const { log, text } = recorded({ format: 'terminal' })
    await log.group('probe', async () => {
      log.info('one')
      await log.group('inner', async () => log.info('two'))
    })
    log.info('three')
    expect(text()).toBe('probe\n  one\n  inner\n    two\nthree\n')
  })

  test('the progress line is cut to the width, and gives way to every line', () => {
    const { log, text } = recorded({ format: 'terminal', tty })
    log.setProgress('12 of 143 modules, 3.1 MB')
    log.setProgress('12 of 143 modules, 3.1 MB')
    log.info('fact')
    log.setProgress(null)
    expect(text()).toBe('12 of 143 modules,…\r\x1b[2Kfact\n12 of 143 modules,…\r\x1b[2K')
  })

  test('without a terminal there are no colours, no progress line, and debug lines only when asked for', () => {
    const { log, text } = recorded({ format: 'terminal' })
    log.setProgress('working')
    log.debug('hidden')
    log.warn('careful')
    expect(text()).toBe('Warning: careful\n')
  })

  test('colours only where the terminal has them', () => {
    const { log, text } = recorded({ format: 'terminal', tty: { columns: () => 80, colors: true } })
    log.warn('careful')
    expect(text()).toBe('\x1b[33mWarning: \x1b[0mcareful\n')
  })

  test('an annotation is a line with its place', () => {
    const { log, text } = recorded({ format: 'terminal' })
    log.annotate({ level: 'error', title: 'Go modules', message: 'm', file: 'go.mod', line: 3 })
    expect(text()).toBe('Error: go.mod:3: Go modules: m\n')
  })
})
