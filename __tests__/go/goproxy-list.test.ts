// GOPROXY lists: what is accepted, how it is grouped, what is shown; held against the real `go` where it has a say.
// Maps to src/go/goproxy-entry.ts, src/go/proxy-url.ts.

import { execFile } from 'node:child_process'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  displayGoproxyList,
  endedBefore,
  formatGoproxyList,
  type GoproxyList,
  goproxySecrets,
  parseGoproxyList,
  withoutEntries,
} from '../../src/go/goproxy-list.ts'
import { temporaryFolder } from '../helpers/temp.ts'

function parsed(text: string): GoproxyList {
  const result = parseGoproxyList(text)
  if (result.kind === 'malformed') throw new Error(result.message)
  return result.list
}

function message(text: string): string {
  const result = parseGoproxyList(text)
  return result.kind === 'malformed' ? result.message : `accepted: ${displayGoproxyList(result.list)}`
}

describe('separators', () => {
  test.each([
    [
      'a comma ends a group',
      'https://a.example,https://b.example',
      [['https://a.example'], ['https://b.example']],
    ],
    ['a bar joins', 'https://a.example|https://b.example', [['https://a.example', 'https://b.example']]],
    ['direct ends the list', 'https://a.example,direct', [['https://a.example'], ['direct']]],
    ['direct may belong to a group', 'https://a.example|direct', [['https://a.example', 'direct']]],
    [
      'a line break joins',
      'https://a.example\nhttps://b.example\r\n',
      [['https://a.example', 'https://b.example']],
    ],
    [
      'a line break after a comma is layout',
      'https://a.example,\n  https://b.example',
      [['https://a.example'], ['https://b.example']],
    ],
    [
      'a line break after a bar is layout',
      'https://a.example |\n\nhttps://b.example',
      [['https://a.example', 'https://b.example']],
    ],
    [
      'a line break before a comma is layout',
      'https://a.example\n,https://b.example',
      [['https://a.example'], ['https://b.example']],
    ],
    [
      'blank entries are skipped, the first sign counts',
      'https://a.example,|https://b.example|,|https://c.example',
      [['https://a.example'], ['https://b.example', 'https://c.example']],
    ],
    ['blank entries at both ends', ',|, https://a.example ,', [['https://a.example']]],
    [
      'a comment on a line of its own',
      '# ours\nhttps://a.example\n  # theirs, and more | things\nhttps://b.example',
      [['https://a.example', 'https://b.example']],
    ],
    [
      'a comment behind an entry',
      'https://a.example, # first\nhttps://b.example # last',
      [['https://a.example'], ['https://b.example']],
    ],
    [
      'a comment behind a sign',
      'https://a.example,# first\nhttps://b.example',
      [['https://a.example'], ['https://b.example']],
    ],
    ['a # within an entry is no comment', 'https://a.example/#x', [['https://a.example/#…']]],
  ])('%s', (_, text, groups) => {
    expect(parsed(text).groups.map((group) => group.map(({ display }) => display))).toEqual(groups)
  })

  test('entries behind direct or off are told, never read', () => {
    expect(parsed('off,https://u:secret@a.example,none')).toEqual({
      groups: [[{ kind: 'off', raw: 'off', display: 'off' }]],
      ignored: ['https://a.example', 'none'],
      isSeparated: true,
    })
  })
})

describe('entries', () => {
  test.each([
    ['proxy.example.com', 'https://proxy.example.com'],
    ['localhost:3000', 'https://localhost:3000'],
    ['proxy.example.com/go/mod', 'https://proxy.example.com/go/mod'],
    ['http://proxy.example.com', 'http://proxy.example.com'],
    ['HTTPS://proxy.example.com', 'HTTPS://proxy.example.com'],
    ['https://[::1]:8080/x', 'https://[::1]:8080/x'],
  ])('%s is asked at %s', (raw, url) => {
    expect(parsed(raw).groups).toEqual([[{ kind: 'http', url, raw, display: url }]])
  })

  test('a folder is an entry of its own kind', () => {
    expect(parsed('file:///srv/goproxy').groups[0]?.[0]).toMatchObject({
      kind: 'file',
      url: 'file:///srv/goproxy',
    })
  })

  test.each([
    ['none', /"none".*neither a URL nor a word/],
    ['/srv/goproxy', /written file:\/\/\/srv\/goproxy/],
    ['C:\\go\\proxy', /written file:\/\/\/C:\/go\/proxy/],
    ['ftp://a.example', /scheme "ftp"/],
    ['https://', /names no host/],
    ['https://a.example https://b.example', /white space/],
    ['file://host/x', /file:\/\/\/path/],
    ['file:///x?y', /file:\/\/\/path/],
    ['file:/x', /file:\/\/\/path/],
    ['https://u:100%@a.example', /no valid URL/],
    ['https://a.example:port', /no valid URL/],
    ['https://user:p/w@a.example/go', /"https:\/\/a.example\/go": it is no valid URL/],
    [',', /no entry/],
    [' \n # nothing\n', /no entry/],
    ['', /no entry/],
  ])('%j is malformed, and the message says why', (text, pattern) => {
    expect(message(text)).toMatch(pattern)
  })

  test('a message never shows a credential', () => {
    for (const text of [
      'ftp://user:hunter2@a.example',
      'https://user:hunter2%@a.example',
      'https://user:hun ter2@a.example',
      'https://user:hunter2/x@a.example:zz',
    ]) {
      expect(message(text)).not.toMatch(/hunter2|hun ter2|accepted/)
    }
  })
})

describe('what is shown', () => {
  test.each([
    ['https://user:pass@a.example/go', 'https://a.example/go'],
    ['https://token@a.example/go', 'https://a.example/go'],
    ['https://a.example/go?token=abc&x=1', 'https://a.example/go?token=***&x=***'],
    ['https://dl.example.com/aB3dE5fG7hI9jK1l/org/go', 'https://dl.example.com/***/org/go'],
    ['https://a.example/artifactory/api/go/go-virtual', 'https://a.example/artifactory/api/go/go-virtual'],
    ['user:pass@a.example', 'https://a.example'],
  ])('%s as %s', (raw, display) => {
    expect(message(raw)).toBe(`accepted: ${display}`)
  })

  test('entries that differ in their credentials only keep a name each', () => {
    expect(displayGoproxyList(parsed('https://a:1@x.example|https://b:2@x.example'))).toBe(
      'https://x.example|https://x.example (2)',
    )
  })

  test('all secrets are listed, as written and decoded, but no bare user name', () => {
    const list = parsed(
      'https://ci:p%40ss@a.example|https://tok%2Den@b.example,https://c.example/x?key=k%21,direct',
    )
    expect(goproxySecrets(list)).toEqual([
      'ci:p%40ss',
      'ci:p@ss',
      'p%40ss',
      'p@ss',
      'tok%2Den',
      'tok-en',
      'k%21',
      'k!',
    ])
  })
})

const entry = fc.oneof(
  fc.constantFrom(
    'https://a.example',
    'http://b.example:8080/go',
    'c.example',
    'https://u:p%40@d.example/x',
    'file:///srv/x',
    'https://e.example/#f',
  ),
  fc.domain().map((domain) => `https://${domain}`),
)
const list = fc.record({
  first: entry,
  rest: fc.array(fc.tuple(fc.constantFrom('|', ','), entry), { maxLength: 6 }),
  end: fc.constantFrom('', ',direct', '|direct', ',off'),
})

describe('laws', () => {
  test('format gives back exactly the entries and separators of the user', () => {
    fc.assert(
      fc.property(list, ({ first, rest, end }) => {
        const text = first + rest.map(([sign, next]) => sign + next).join('') + end
        expect(formatGoproxyList(parsed(text))).toBe(text)
      }),
    )
  })

  test('layout changes nothing', () => {
    const gap = fc.constantFrom('', ' ', '\n', '\r\n  ', ' # a comment, with | signs\n')
    fc.assert(
      fc.property(list, gap, gap, ({ first, rest, end }, before, after) => {
        const plain = first + rest.map(([sign, next]) => sign + next).join('') + end
        const laidOut = `${before}${first}${rest.map(([sign, next]) => `${after}${sign}${before}${next}`).join('')}${end}${after}`
        expect(parsed(laidOut)).toEqual(parsed(plain))
      }),
    )
  })

  test('any text is parsed or told to be malformed, and what is shown holds no password', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[a-z0-9]{8}$/), (noise, password) => {
        parseGoproxyList(noise)
        expect(message(`https://user:${password}@a.example/${encodeURIComponent(noise)}`)).not.toContain(
          `:${password}`,
        )
      }),
    )
  })
})

test('the real go accepts and refuses the same lists', async () => {
  const folder = await temporaryFolder('rgm-goproxy-')
  const dead = 'http://127.0.0.1:1'
  const texts = [
    `${dead}|${dead}`,
    `${dead},`,
    `,|${dead}`,
    ` ${dead} , off`,
    'off',
    '127.0.0.1:1',
    'localhost:1/x',
    `${dead}/#x`,
    ',',
    ' ',
    '|,|',
    'none',
    '/srv/x',
    'ftp://127.0.0.1:1',
    'https://',
    'file://host/x',
    'file:///x?y',
    'file:///nowhere',
    'file:/nowhere',
    'https://127.0.0.1:port',
    'https://u:100%@127.0.0.1:1',
    `off,none`,
    `${dead},none`,
    'https://127.0.0.1:1/%zz',
  ]
  const refusedByGo = async (GOPROXY: string): Promise<boolean> => {
    const env = {
      ...process.env,
      GOPROXY,
      GOSUMDB: 'off',
      GONOPROXY: 'none',
      GOFLAGS: '-modcacherw',
      GOMODCACHE: folder.path,
      GOTOOLCHAIN: 'local',
      GO111MODULE: 'on',
      GOENV: 'off',
      GOWORK: 'off',
    }
    const text = await new Promise<string>((resolve) => {
      execFile('go', ['list', '-m', 'example.com/m@v1.0.0'], { env, cwd: folder.path }, (_, __, stderr) =>
        resolve(stderr),
      )
    })
    return /invalid proxy URL|contains no entries|parse "|invalid file|no Host/.test(text)
  }
  const disagreements: string[] = []
  for (const text of texts) {
    const ours = parseGoproxyList(text).kind === 'malformed'
    if ((await refusedByGo(text)) !== ours)
      disagreements.push(`${text}: ${ours ? 'refused by us only' : 'refused by go only'}`)
  }
  await folder.remove()
  expect(disagreements).toEqual([])
})

describe('withoutEntries', () => {
  const of = (text: string) => {
    const parsed = parseGoproxyList(text)
    if (parsed.kind !== 'ok') throw new Error(parsed.message)
    return parsed.list
  }

  test.each([
    ['https://a.example|direct', ['https://a.example'], 'direct'],
    ['https://a.example|https://b.example,direct', ['https://a.example'], 'https://b.example,direct'],
    ['https://a.example,direct', [], 'https://a.example,direct'],
  ])('%s without %p is %s', (text, displays, rest) => {
    const list = withoutEntries(of(text), displays)
    expect(list === null ? null : formatGoproxyList(list)).toBe(rest)
  })

  test.each([
    ['https://a.example,direct', ['https://a.example']],
    ['https://a.example|https://b.example,direct', ['https://a.example', 'https://b.example']],
  ])('%s can not do without %p: what lies behind the comma is not asked in its place', (text, displays) => {
    expect(withoutEntries(of(text), displays)).toBeNull()
  })
})

describe('endedBefore', () => {
  const [a, b, c] = ['https://a.example', 'https://b.example', 'https://c.example'] as const
  const without = (text: string, displays: readonly string[]) => {
    const list = endedBefore(parsed(text), displays)
    return list === null ? null : formatGoproxyList(list)
  }

  test.each<[string, readonly string[], string | null]>([
    [`${a}|${b}`, [], `${a}|${b}`],
    [`${a}|${b}`, [a], b],
    // What b would have said of the next group is not known.
    [`${a}|${b},${c}`, [b], a],
    [`${a}|${b},${c}`, [a], `${b},${c}`],
    [`${a}|direct`, [a], 'direct'],
    // The first group is empty: nothing may be asked, least of all what lies behind its comma.
    [`${a},direct`, [a], null],
    [`${a}|${b},${c}`, [a, b], null],
    [`${a},${b},${c}`, [b], a],
    [`${a}|${b},${c},direct`, [c], `${a}|${b}`],
  ])('%s without %j is %s', (text, displays, rest) => {
    expect(without(text, displays)).toBe(rest)
  })

  test.each([
    ['beside one that is left out', `file:///m|${a}`, 'file:///m,file:///m'],
    ['in front of one that is left out', `file:///m,${a}`, 'file:///m,file:///m'],
    ['with a comma and nothing behind it', 'file:///m,', 'file:///m,file:///m'],
    ['as the whole list of the user', 'file:///m', 'file:///m'],
    ['as the whole list, with a line break', 'file:///m\n', 'file:///m'],
  ])('a folder %s frees no toolchain from the checksum database', (_, text, rest) => {
    expect(without(text, [a])).toBe(rest)
  })
})
