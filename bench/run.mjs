// Runs a TypeScript file of this project: bundled by esbuild into a temporary file, then executed.
// Usage: node bench/run.mjs bench/plan.ts [arguments]
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const [entry = '', ...args] = process.argv.slice(2)
if (entry === '') throw new Error('usage: node bench/run.mjs <file.ts> [arguments]')
const folder = await mkdtemp(join(tmpdir(), 'bench-'))
try {
  const outfile = join(folder, 'entry.mjs')
  await build({
    entryPoints: [resolve(entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    sourcemap: 'inline',
    logLevel: 'error',
    banner: {
      js: "import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);",
    },
  })
  process.argv.splice(1, process.argv.length - 1, resolve(entry), ...args)
  await import(pathToFileURL(outfile).href)
} finally {
  await rm(folder, { recursive: true, force: true })
}
