// Writes docs/faults.md: the rules as a reader wants them.

import { faultAnchor } from '../faults/anchor.ts'
import { type FaultCategory, faultCategories, layerOf } from '../faults/fault.ts'
import { remedyInGeneral } from '../faults/remedy.ts'
import { allRules } from './rules/all-rules.ts'
import type { FaultRule } from './rules/rule.ts'

const meanings = {
  dns: 'A name did not resolve.',
  connect: 'Refused, unreachable, or reset while connecting.',
  timeout: 'Time ran out: dial, TLS handshake, header, read; or a stall that was cut off.',
  tls: 'Certificate or handshake, other than a time-out.',
  'http-proxy': 'The forward proxy of this network (HTTPS_PROXY).',
  interrupted: 'The connection broke in mid-transfer.',
  'server-error': 'A module proxy or code host failed, or sent something that is no module.',
  'rate-limited': 'A server asks to send fewer requests.',
  sumdb: 'The checksum database could not be asked.',
  auth: 'Access to a module was refused.',
  'not-found': 'Absent, or not visible to you.',
  'version-unavailable': 'The module is there, this version is not.',
  'checksum-mismatch':
    'go.sum or the checksum database disagrees with what was downloaded. Stop: this is about security.',
  'cache-corrupt': 'Damaged files in the module cache.',
  'go-sum-missing': 'go.sum, go.mod or vendor need an update.',
  'dependency-graph': 'A package is missing from its module, or requirements do not fit together.',
  'module-path': 'A module path is malformed, or the module calls itself otherwise.',
  'proxy-config': 'A setting: GOPROXY, GOVCS, GOINSECURE and others.',
  toolchain: 'Go is too old, or a toolchain could not be had.',
  'vcs-missing': 'git or another version control tool is not installed.',
  disk: 'No space, read-only, permission denied.',
  killed: 'Ended by a signal, for want of memory, or cancelled.',
  unknown: 'None of these. The excerpt is shown.',
} as const satisfies Record<FaultCategory, string>

const yesNo = (value: boolean): string => (value ? 'yes' : 'no')

function entry(rule: FaultRule): readonly string[] {
  const also = rule.also.length === 0 ? '' : ` · also: ${rule.also.join(', ')}`
  return [
    // The anchor does not depend on how a site makes one from a heading.
    `### <a id="${faultAnchor(rule.id).slice(1)}"></a>${rule.id}`,
    '',
    rule.meaning,
    '',
    `Passes later: ${yesNo(rule.transient)} · another proxy can help: ${yesNo(rule.otherProxyHelps)}${also} · Go ${rule.go} · ${rule.source}`,
    '',
    '```text',
    rule.example,
    '```',
    '',
    ...remedyInGeneral(rule).map((step, index) => `${index + 1}. ${escapeAngles(step)}`),
    '',
  ]
}

/** Angle brackets outside of code would be taken for HTML. */
function escapeAngles(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part.replace(/</g, '&lt;') : part))
    .join('`')
}

/** The whole catalogue as Markdown. */
export function faultCatalogue(): string {
  const lines = [
    '# Faults',
    '',
    '<!-- Generated from src/classify/rules by `npm run docs`. -->',
    '',
    'Every fault has a category, which never changes its meaning, and an id `category/detail`.',
    'The first rule that fits a message, read from its innermost cause, judges it.',
    '',
    '| category | layer | means |',
    '|---|---|---|',
    ...faultCategories.map((name) => `| [${name}](#${name}) | ${layerOf[name]} | ${meanings[name]} |`),
    '',
  ]
  for (const category of faultCategories) {
    lines.push(`## ${category}`, '', meanings[category], '')
    for (const rule of allRules) if (rule.category === category) lines.push(...entry(rule))
  }
  return `${lines.join('\n').trimEnd()}\n`
}
