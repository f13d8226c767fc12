// The time of everything that reads text from outside grows linearly with it.
// Maps to src/*.

import { expect, test } from '@jest/globals'
import { createTransferLog, explainRestore } from '../../src/cache/github/transfer-output.ts'
import { createLogClassifier } from '../../src/classify/lines/stream.ts'
import { createModuleRecords } from '../../src/download/json-stream.ts'
import { requestedFile } from '../../src/download/requested-file.ts'
import { createXLog } from '../../src/download/x-lines.ts'
import { shellSafeFacts } from '../../src/faults/shell-safe-facts.ts'
import { readAnswer } from '../../src/fetch/request/answer.ts'
import { checkInfo, checkMod } from '../../src/fetch/request/content.ts'
import { goFlag } from '../../src/go/go-flags.ts'
import { parseDependencyGoMod, parseGoMod } from '../../src/go/go-mod.ts'
import { mergeGoSums, parseGoSum } from '../../src/go/go-sum.ts'
import { compareGoVersions } from '../../src/go/go-version.ts'
import { parseGoWork } from '../../src/go/go-work.ts'
import { parseGoproxyList } from '../../src/go/goproxy-list.ts'
import { parseFileName, unescapePath } from '../../src/go/layout.ts'
import { checkModulePath, splitPathMajor } from '../../src/go/module-path.ts'
import { matchPrefixPatterns } from '../../src/go/private.ts'
import { displayUrl, urlSecrets } from '../../src/go/url-secrets.ts'
import { canonicalVersion, compareVersions } from '../../src/go/version.ts'
import { parseDuration } from '../../src/options/parsers.ts'
import { safeLines } from '../../src/platform/console-log.ts'
import { parseNetrc } from '../../src/platform/netrc.ts'
import { parseStat } from '../../src/platform/process-group.ts'
import { psCpuMs } from '../../src/platform/processor-time.ts'
import { createRedactor } from '../../src/platform/redact.ts'
import { faultWithin } from '../../src/probe/status.ts'
import { htmlBlock, lines, paragraph } from '../../src/report/html.ts'
import { code } from '../../src/report/prose.ts'
import { sentence } from '../../src/report/verdict.ts'
import { retryAfterMs } from '../../src/retry/retry-after.ts'
import { errorCodeOf, textOfElement } from '../../src/store/s3/xml.ts'
import { createLineSplitter } from '../../src/text/line-splitter.ts'
import { oneLine, plainText } from '../../src/text/sanitise.ts'
import { secretValues } from '../../src/text/secret-values.ts'
import { type Input, pick, seededRandom, superLinear } from '../helpers/growth.ts'

const redact = createRedactor(['s3cretPassw0rd', 'aaaaaaaa'])

function classify(text: string) {
  const classifier = createLogClassifier({ redact })
  for (const line of text.split('\n')) classifier.push(line)
  return classifier.end()
}

/** The same text as lines of the length that a classifier reads whole. */
function classifyFolded(text: string) {
  return classify((text.match(/[\s\S]{1,1000}/g) ?? []).join('\n'))
}

const asked = {
  file: { path: 'example.com/x', version: 'v1.0.0', kind: 'info' },
  url: 'https://p.example/example.com/x/@v/v1.0.0.info',
} as const

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  redact,
  secretValues: (text) => secretValues({ X: text, TOKEN: text }),
  plainText,
  oneLine: (text) => oneLine(text, text.length),
  safeLines,
  code: (text) => code(text, text.length),
  sentence,
  html: (text) => htmlBlock([paragraph(text), lines(text.split('\n'))]),
  goMod: parseGoMod,
  dependencyGoMod: parseDependencyGoMod,
  requireLine: (text) => parseGoMod(`module x\nrequire ${text}\n`),
  goWork: parseGoWork,
  goSum: (text) => {
    const parsed = parseGoSum(text, 'go.sum')
    return parsed.kind === 'ok' ? mergeGoSums(parsed.sums, parsed.sums) : null
  },
  info: (text) => checkInfo(text, { path: 'example.com/x', version: 'v1.0.0' }),
  infoVersion: (text) =>
    checkInfo(JSON.stringify({ Version: text }), { path: 'example.com/x', version: 'v1.0.0' }),
  mod: (text) => checkMod(text, 'h1:a', ['h1:b']),
  goproxyList: parseGoproxyList,
  netrc: parseNetrc,
  goFlag: (text) => goFlag(text, 'mod'),
  retryAfter: (text) => retryAfterMs(text, new Date(0)),
  reply404: (body) => readAnswer({ ...asked, status: 404, body }),
  reply403: (body) => readAnswer({ ...asked, status: 403, body }),
  faultWithin,
  displayUrl,
  urlSecrets,
  requestedFile: (text) => requestedFile(`https://p.example/${text}`, ['p.example/']),
  xLines: (text) => {
    const log = createXLog()
    for (const line of text.split('\n')) log.push(line)
  },
  records: (text) => {
    const records = createModuleRecords()
    for (const line of ['{', ...text.split('\n'), '}']) records.push(line)
    return records.end()
  },
  transfer: (text) => {
    const log = createTransferLog()
    for (const line of text.split('\n')) log.push(line)
    return explainRestore(log.end())
  },
  lineSplitter: (text) => {
    const splitter = createLineSplitter(() => {})
    for (const part of text.match(/[\s\S]{1,64}/g) ?? []) splitter.push(Buffer.from(part))
    splitter.end()
  },
  duration: parseDuration,
  version: canonicalVersion,
  compareVersions: (text) => compareVersions(`v1.0.0-${text}`, `v1.0.0-${text}x`),
  compareGoVersions: (text) => compareGoVersions(text, `${text}1`),
  modulePath: (text) => [checkModulePath(text), splitPathMajor(text), unescapePath(text)],
  fileName: parseFileName,
  xml: (text) => [textOfElement(text, 'Code'), errorCodeOf(`<Code>${text}</Code>`)],
  shellSafeFacts: (text) => shellSafeFacts({ module: text, host: text, proxy: text, url: text }),
  goprivate: (text) => matchPrefixPatterns(text, 'example.com/a/b'),
  modulePathOfPrivate: (text) => matchPrefixPatterns('*.corp,example.com/*/b', text),
  stat: (text) => parseStat(text, 1),
  ps: (text) => psCpuMs(text, 1),
  classify,
  classifyFolded,
}

const units = [
  ...' |\t|\r|\n|a|A|0|.|/|:|@|;|,|"|\\|\'|`|(|)|[|{|}|-|_|~|#|=|%|+|*|!|?|&|<|>|$|\x1b|\x00|\u200b|\ud800|é'.split(
    '|',
  ),
  ...'1.|..|//|://|https://|::|; |""|\\"|-----BEGIN PRIVATE KEY-----|a=|a="|token=|%25|%3a%2f%2f|$a|\x1b[|\x1b]|eyJ|eyJ.|ghp_|xoxb-'.split(
    '|',
  ),
  ...'AKIA|bearer |authorization: |x-a-token|machine a |login a password |password |go: |go: a@v1 |v1.0.0|a.b/c@v1.0.0 |h1:|git '.split(
    '|',
  ),
  ...'fatal: |exit status 1|cd a; git |# get |server response:|Get "https://|dial tcp |lookup |i/o timeout|verifying |imports |module '.split(
    '|',
  ),
  ...'require a.b/c v1.0.0\n|replace a => b\n|a.b/c v1.0.0 h1:x=\n|unknown revision |1.1.1.1:53: |user:pw@|a:b@|=> |a b|\n\t|\ngo: |\n{|\n}'.split(
    '|',
  ),
] as const

function inputs(): readonly Input[] {
  const [first = ' ', ...rest] = units
  const all: readonly [string, ...string[]] = [first, ...rest]
  const random = seededRandom(20_261_129)
  const alone = all.flatMap((unit) => [
    { before: '', unit, after: '' },
    { before: 'x', unit, after: '\u0001x' },
  ])
  const mixed = Array.from({ length: 80 }, () => ({
    before: pick(['', 'x', '"', 'go: ', 'https://', 'module x ', '://a', 'a='], random),
    unit: pick(all, random) + pick(all, random) + (random() < 0.3 ? pick(all, random) : ''),
    after: pick(['', '!', '"', '\u0001x'], random),
  }))
  return [...alone, ...mixed]
}

test('the search finds a loop that looks at everything before for each line', () => {
  const quadratic = (text: string) => {
    let before = 0
    for (let end = 0; end < text.length; end++) {
      for (let at = 0; at < end; at++) before += text.charCodeAt(at)
    }
    return before
  }
  expect(superLinear(quadratic, inputs().slice(0, 2), { length: 500, floorMs: 0.5 })).not.toBeNull()
})

test('distinct lines for one module of go.sum', () => {
  const sums = (count: number) => Array.from({ length: count }, (_, i) => `a.b/c v1.0.0 h1:${i}=\n`).join('')
  const texts = new Map([1_500, 6_000, 24_000].map((count) => [count, sums(count)]))
  const read = (marks: string) => parseGoSum(texts.get(marks.length) ?? '', 'go.sum')
  expect(superLinear(read, [{ before: '', unit: 'x', after: '' }], { length: 1_500, floorMs: 8 })).toBeNull()
})

test.each(Object.entries(readers))(
  '%s',
  (_, work) => {
    expect(superLinear(work, inputs(), { length: 4_000, floorMs: 8 })).toBeNull()
  },
  120_000,
)
