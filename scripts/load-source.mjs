// Loads a TypeScript module of src/, bundled in memory, for the scripts that write docs from it.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** The exports of a file, given by its path from the root of the repository. */
export async function loadSource(path) {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL(`../${path}`, import.meta.url))],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  })
  const code = Buffer.from(bundle.outputFiles[0].contents).toString('base64')
  return import(`data:text/javascript;base64,${code}`)
}
