// The content of invented module versions: go.mod, zip, and their h1 sums.

import { createHash } from 'node:crypto'
import { ZipFile } from 'yazl'

/** What a module version holds; files are relative to its root. */
export interface ModuleContent {
  readonly path: string
  readonly version: string
  readonly goMod: string
  readonly files: Readonly<Record<string, string>>
}

/** A plain module: a go.mod without requires and one package of the last path element's name. */
export function plainModule(path: string, version: string): ModuleContent {
  const last =
    path
      .replace(/\/v\d+$/, '')
      .split('/')
      .at(-1) ?? 'pkg'
  const name = last
    .replace(/^go-|\.v\d+$/g, '')
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase()
  return {
    path,
    version,
    goMod: `module ${path}\n\ngo 1.16\n`,
    files: { 'doc.go': `package ${name || 'pkg'}\n` },
  }
}

function allFiles(content: ModuleContent): [string, string][] {
  return Object.entries({ 'go.mod': content.goMod, ...content.files })
    .map(([name, text]): [string, string] => [`${content.path}@${content.version}/${name}`, text])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** The module zip, as a module proxy serves it. */
export async function moduleZip(content: ModuleContent): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, text] of allFiles(content)) {
    zip.addBuffer(Buffer.from(text), name, { mtime: new Date(0), mode: 0o100644 })
  }
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

function h1(files: readonly (readonly [string, string])[]): string {
  const lines = files.map(([name, text]) => `${createHash('sha256').update(text).digest('hex')}  ${name}\n`)
  return `h1:${createHash('sha256').update(lines.join('')).digest('base64')}`
}

/** The two go.sum lines of a module version. */
export function goSumLines(content: ModuleContent): string {
  const { path, version, goMod } = content
  return `${path} ${version} ${h1(allFiles(content))}\n${path} ${version}/go.mod ${h1([['go.mod', goMod]])}\n`
}
