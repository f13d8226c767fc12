// Writes docs/faults.md from the rules of src/fault; with --check, tells whether it is current.
import { readFileSync, writeFileSync } from 'node:fs'
import { build } from 'esbuild'

const target = new URL('../docs/faults.md', import.meta.url)
const bundle = await build({
  entryPoints: [new URL('../src/fault/catalogue.ts', import.meta.url).pathname],
  bundle: true,
  format: 'esm',
  platform: 'node',
  write: false,
})
const code = Buffer.from(bundle.outputFiles[0].contents).toString('base64')
const { faultCatalogue } = await import(`data:text/javascript;base64,${code}`)
const text = faultCatalogue()

if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text) {
    console.error('docs/faults.md is not current: run `npm run docs`.')
    process.exitCode = 1
  }
} else {
  writeFileSync(target, text)
}
