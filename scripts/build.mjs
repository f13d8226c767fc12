// Builds dist/: the bundle and the licences of all that it holds. `--check` compares instead of writing.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const dist = join(root, 'dist')

const result = await build({
  absWorkingDir: root,
  entryPoints: [
    'src/main.ts',
    'src/cli.ts',
    'src/cache/github/transfer.ts',
    'src/store/folder/folder-process.ts',
    'src/modcache/unpack/zip-worker.ts',
    'src/modcache/verify/verify-worker.ts',
  ],
  entryNames: '[name]',
  chunkNames: 'chunks/[name]-[hash]',
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20.18',
  // What its `main` requires can't be cut down to what is used: ten times as much.
  alias: { '@smithy/signature-v4': './node_modules/@smithy/signature-v4/dist-es/index.js' },
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
  plugins: [withoutHttp2(), withoutOidc(), versionOnly()],
  banner: {
    // CommonJS dependencies (tunnel, undici) still call require() for Node's own modules. The alias keeps
    // clear of @azure/storage-common, which declares createRequire itself.
    js: "import { createRequire as __createRequire } from 'node:module'\nconst require = __createRequire(import.meta.url)",
  },
})

const files = new Map(
  result.outputFiles.map((file) => [file.path.slice(dist.length + 1).replaceAll('\\', '/'), file.text]),
)
files.set('package.json', '{ "type": "module" }\n')
files.set('licenses.txt', licences(Object.keys(result.metafile.inputs)))

if (process.argv.includes('--check')) {
  const stale = differences(files)
  if (stale.length > 0) {
    console.error(`dist/ is not what src/ builds; run \`npm run build\` and commit it: ${stale.join(', ')}`)
    process.exitCode = 1
  }
} else {
  rmSync(dist, { recursive: true, force: true })
  for (const [name, text] of files) {
    const path = join(dist, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  const bytes = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  console.log(`dist/: ${files.size} files, ${(bytes / 1e6).toFixed(2)} MB`)
}

/** Leaves out HTTP/2, which no request of ours uses: undici then does without it, and each run is 15 ms shorter. */
function withoutHttp2() {
  const namespace = 'left-out'
  return {
    name: 'without-http2',
    setup(bundle) {
      bundle.onResolve({ filter: /^(?:node:)?http2$/ }, ({ path }) => ({ path, namespace }))
      bundle.onLoad({ filter: /./, namespace }, () => ({
        contents: "throw new Error('HTTP/2 is left out of this bundle')",
      }))
    },
  }
}

/** Leaves out what asks GitHub for an OIDC token, which nobody calls here: @actions/core then needs no HTTP client, and each run is 60 ms shorter. */
function withoutOidc() {
  return {
    name: 'without-oidc',
    setup(bundle) {
      bundle.onLoad({ filter: /@actions[\\/]core[\\/]lib[\\/]oidc-utils\.js$/ }, () => ({
        contents:
          'export const OidcClient = { getIDToken() { throw new Error("OIDC is left out of this bundle") } }',
      }))
    },
  }
}

/** Of package.json the bundle needs the version alone: with the rest in it, each update of a tool would change dist/. */
function versionOnly() {
  const manifest = join(root, 'package.json')
  return {
    name: 'version-only',
    setup(bundle) {
      bundle.onLoad({ filter: /[\\/]package\.json$/ }, ({ path }) => {
        if (path !== manifest) return null
        const { version } = JSON.parse(readFileSync(manifest, 'utf8'))
        return { contents: JSON.stringify({ version }), loader: 'json' }
      })
    },
  }
}

/** Names of files that are missing, different or too many in dist/. */
function differences(wanted) {
  const present = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(dist.length + 1)
        .replaceAll('\\', '/'),
    )
  const changed = [...wanted].filter(
    ([name, text]) => !present.includes(name) || readFileSync(join(dist, name), 'utf8') !== text,
  )
  return [...changed.map(([name]) => name), ...present.filter((name) => !wanted.has(name))]
}

/** One section for each package that contributed code, with its licence text where it ships one. */
function licences(inputs) {
  const roots = new Set()
  for (const input of inputs) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)
    if (match) roots.add(match[1])
  }
  const sections = [...roots].map((path) => {
    const manifest = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))
    const name = readdirSync(join(root, path))
      .filter((file) => /^licen[cs]e|^copying/i.test(file))
      .sort()[0]
    const text = name
      ? readFileSync(join(root, path, name), 'utf8')
          .replaceAll('\r\n', '\n')
          .trim()
      : '(the package ships no licence file)'
    return `${manifest.name}@${manifest.version} (${manifest.license ?? 'no licence named'})\n\n${text}\n`
  })
  return `${[...new Set(sections)].sort().join(`\n${'-'.repeat(80)}\n\n`)}`
}
