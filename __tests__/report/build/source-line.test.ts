// Which line is shown as the one that requires a module.

import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { parseGoMod } from '../../../src/go/go-mod.ts'
import { sourceLine } from '../../../src/report/build/source-line.ts'

const goMod = `module example.com/main

go 1.24

require (
	github.com/golang/protobuf v1.5.4
	github.com/docker/docker v20.10.0+incompatible
	example.com/lib v1.0.0
)

replace example.com/lib => example.com/fork v1.2.0
replace example.com/folder v1.0.0 => ../folder
`

function projectIn(dir: string) {
  const parsed = parseGoMod(goMod)
  if (parsed.kind !== 'ok') throw new Error('the go.mod is unusable')
  const sums = { entries: new Map() }
  const main = { dir, name: '.', mod: parsed.mod }
  return { scopes: [{ kind: 'module' as const, dir, name: '.', mains: [main], sums, files: [] }] }
}

describe('the line of go.mod', () => {
  test.each<[module: string, line: number | null]>([
    ['github.com/golang/protobuf@v1.5.4', 6],
    ['github.com/golang/protobuf', 6],
    ['github.com/golang/protobuf@v1.20.1-0.20200101000000-0123456789ab', null],
    ['github.com/docker/docker@v20.10.0+incompatible', 7],
    ['github.com/docker/docker@v20.10.0', 7],
    ['example.com/lib@v1.0.0', 8],
    ['example.com/fork@v1.2.0', 11],
    ['example.com/fork@v1.3.0', null],
    ['example.com/other@v1.0.0', null],
  ])('for %s', (module, line) => {
    const file = 'app/go.mod'
    expect(sourceLine(projectIn('/repo/app'), module, '/repo')).toEqual(line && { file, line })
  })

  test.each<[dir: string, root: string, paths: path.PlatformPath, file: string | null]>([
    ['/repo', '/repo', path.posix, 'go.mod'],
    ['/repo/..app', '/repo', path.posix, '..app/go.mod'],
    ['/elsewhere', '/repo', path.posix, null],
    ['D:\\repo\\app', 'D:\\repo', path.win32, 'app/go.mod'],
    ['D:\\proj', 'C:\\repo', path.win32, null],
  ])('in %s, seen from %s', (dir, root, paths, file) => {
    const line = sourceLine(projectIn(dir), 'example.com/lib@v1.0.0', root, paths)
    expect(line).toEqual(file && { file, line: 8 })
  })
})
