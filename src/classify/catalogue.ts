// Writes docs/faults.md: the registry, and the texts by which the rules know each fault.

import { type FaultCategory, faultCategories, layerOf } from '../faults/category.ts'
import { categoryOf, type FaultId, faultAnchor, faultIds, faultKind } from '../faults/registry.ts'
import { remedyInGeneral } from '../faults/remedy.ts'
import type { FaultRule } from './rules/rule.ts'
import { allRules } from './rules/rule-tables.ts'

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

function entry(id: FaultId): readonly string[] {
  const { meaning, transient, otherProxyHelps, also } = faultKind(id)
  const alsoNamed = also.length === 0 ? '' : ` · also: ${also.join(', ')}`
  return [
    // The anchor does not depend on how a site makes one from a heading.
    `### <a id="${faultAnchor(id).slice(1)}"></a>${id}`,
    '',
    meaning,
    '',
    `Passes later: ${yesNo(transient)} · another proxy can help: ${yesNo(otherProxyHelps)}${alsoNamed}`,
    '',
    ...texts(allRules.filter((rule) => rule.id === id)),
    ...remedyInGeneral(id).map((step, index) => `${index + 1}. ${escapeAngles(step)}`),
    '',
  ]
}

/** By which texts the fault is known. */
function texts(rules: readonly FaultRule[]): readonly string[] {
  if (rules.length === 0) return ['Told by this action itself, not read from a text.', '']
  return rules.flatMap(({ go, source, example }) => [
    `Go ${go} · ${source}`,
    '',
    '```text',
    example,
    '```',
    '',
  ])
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
    '<!-- Generated from src/faults/registry and src/classify/rules by `npm run docs`. -->',
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
    for (const id of faultIds) if (categoryOf(id) === category) lines.push(...entry(id))
  }
  return `${lines.join('\n').trimEnd()}\n`
}
