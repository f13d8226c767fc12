// Inputs of the Action: defaults, values, and what is refused.

import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parseInputs, type RawInputs } from '../../src/options/inputs.ts'
import type { InputName, Inputs } from '../../src/options/options.ts'

const workspace = resolve('workspace')

function valid(raw: RawInputs): Inputs {
  const parsed = parseInputs(raw, workspace)
  if (parsed.kind !== 'ok') throw new Error(parsed.problems.join('\n'))
  return parsed.inputs
}

function problems(raw: RawInputs): readonly string[] {
  const parsed = parseInputs(raw, workspace)
  return parsed.kind === 'invalid' ? parsed.problems : []
}

describe('parseInputs', () => {
  test('nothing set gives the defaults', () => {
    expect(valid({})).toEqual({
      proxies: null,
      workingDirectory: workspace,
      modules: [],
      attempts: 4,
      timeoutMs: 600_000,
      stallTimeoutMs: 10_000,
      prefetch: true,
      strictIntegrity: false,
      failOnChange: false,
      seal: false,
      cache: 'auto',
      cacheStore: { kind: 'github' },
      sharePrivate: false,
      cachePrefix: '',
      goVersion: null,
      summary: 'always',
      reportPath: null,
    })
  })

  test.each<[InputName, string, keyof Inputs, unknown]>([
    ['working-directory', 'services', 'workingDirectory', join(workspace, 'services')],
    ['working-directory', resolve('elsewhere'), 'workingDirectory', resolve('elsewhere')],
    ['modules', 'api, worker\n\ntools/*', 'modules', ['api', 'worker', 'tools/*']],
    ['attempts', '1', 'attempts', 1],
    ['timeout', '90s', 'timeoutMs', 90_000],
    ['stall-timeout', '2s', 'stallTimeoutMs', 2_000],
    ['prefetch', 'false', 'prefetch', false],
    ['prefetch', 'FALSE', 'prefetch', false],
    ['strict-integrity', 'true', 'strictIntegrity', true],
    ['fail-on-change', 'true', 'failOnChange', true],
    ['seal', 'true', 'seal', true],
    ['cache', 'read-only', 'cache', 'read-only'],
    ['cache-store', 'directory:cache', 'cacheStore', { kind: 'directory', path: join(workspace, 'cache') }],
    ['cache-store', 's3://acme-modules', 'cacheStore', { kind: 's3', bucket: 'acme-modules', prefix: '' }],
    [
      'cache-store',
      's3://go.acme.dev//a/b/',
      'cacheStore',
      { kind: 's3', bucket: 'go.acme.dev', prefix: 'a/b' },
    ],
    ['share-private', 'true', 'sharePrivate', true],
    ['cache-prefix', 'team-a', 'cachePrefix', 'team-a'],
    ['go-version', '>=1.25', 'goVersion', '>=1.25'],
    ['go-version', 'go.mod', 'goVersion', 'go.mod'],
    ['summary', 'never', 'summary', 'never'],
    ['report-path', 'out/report.json', 'reportPath', join(workspace, 'out/report.json')],
  ])('%s: %p is understood', (name, text, field, value) => {
    expect(valid({ [name]: text })[field]).toEqual(value)
  })

  test('proxies keep their groups', () => {
    expect(valid({ proxies: 'https://a.example\nhttps://b.example,direct' }).proxies?.groups).toHaveLength(2)
  })

  test.each<[InputName, string, RegExp]>([
    ['attempts', '0', /from 1 to 20/],
    ['attempts', 'many', /from 1 to 20/],
    ['attempts', '2.5', /from 1 to 20/],
    ['timeout', '10', /duration such as/],
    ['timeout', '0s', /from 1s to 6h/],
    ['timeout', '7h', /from 1s to 6h/],
    ['stall-timeout', 'soon', /duration such as/],
    ['stall-timeout', '1ms', /from 500ms/],
    ['prefetch', 'yes', /true or false/],
    ['strict-integrity', '1', /true or false/],
    ['fail-on-change', 'on', /true or false/],
    ['seal', 'off', /true or false/],
    ['cache', 'always', /auto, true, read-only, false/],
    ['cache-store', 's3', /directory:/],
    ['cache-store', 'directory:', /directory:/],
    ['cache-prefix', 'a,b', /letters/],
    ['cache-prefix', 'x'.repeat(65), /at most 64/],
    ['modules', '../other', /below working-directory/],
    ['modules', '/etc', /below working-directory/],
    ['go-version', '1.26; rm', /version such as/],
    ['summary', 'sometimes', /always, on-failure, never/],
    ['working-directory', 'a\0b', /a path/],
    ['proxies', 'ftp://proxy.example', /proxies/],
    ['proxies', 'none', /proxies/],
  ])('%s: %p is refused with what is allowed', (name, text, allowed) => {
    expect(problems({ [name]: text })).toEqual([expect.stringMatching(allowed)])
    expect(problems({ [name]: text })[0]).toContain(`"${name}"`)
  })

  test('all problems are told at once', () => {
    expect(problems({ attempts: '0', timeout: 'x', cache: 'x' })).toHaveLength(3)
  })

  test('a malformed proxy list does not show its password', () => {
    expect(problems({ proxies: 'ftp://user:s3cr3t-value@proxy.example' }).join()).not.toContain(
      's3cr3t-value',
    )
  })
})
