// Draws a job summary as GitHub would show it: report JSON or summary Markdown in, PNG out.
//
//   node scripts/summary-picture.mjs <report.json | summary.md> <picture.png> [--width 900] [--dark]
//
// Needs a Chromium: the variable CHROMIUM, else `chromium` on PATH.
import { spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'

// The look of GitHub's Markdown, in our own few lines.
const style = `
:root { --text: #1f2328; --muted: #59636e; --page: #fff; --line: #d1d9e0; --code: #818b981f; --block: #f6f8fa; --link: #0969da }
[data-theme=dark] { --text: #f0f6fc; --muted: #9198a1; --page: #0d1117; --line: #3d444d; --code: #656c7633; --block: #151b23; --link: #4493f8 }
* { box-sizing: border-box } ::-webkit-scrollbar { display: none }
body { margin: 0; background: var(--page) }
main { padding: 24px; color: var(--text); font: 14px/1.5 -apple-system, 'Segoe UI', 'Noto Sans', 'Liberation Sans', Helvetica, Arial, sans-serif; overflow-wrap: break-word }
main > :first-child { margin-top: 0 } main > :last-child { margin-bottom: 0 }
h3 { font-size: 17.5px; line-height: 1.25; margin: 20px 0 14px; font-weight: 600 }
h3 svg { vertical-align: -2px }
p, ol, ul, table, pre, details { margin: 0 0 14px }
ol, ul { padding-left: 2em } li + li { margin-top: 3px }
a { color: var(--link); text-decoration: none }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, 'DejaVu Sans Mono', monospace; font-size: 85% }
code { padding: .2em .4em; background: var(--code); border-radius: 6px; white-space: break-spaces }
pre { padding: 14px; background: var(--block); border-radius: 6px; overflow: auto; line-height: 1.45 }
table { border-collapse: collapse; display: block; width: max-content; max-width: 100%; overflow: auto }
th, td { border: 1px solid var(--line); padding: 6px 13px } tr:nth-child(2n) td { background: var(--block) }
th { font-weight: 600 } details summary { cursor: pointer } details > :nth-child(2) { margin-top: 8px }
`

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { width: { type: 'string', default: '900' }, dark: { type: 'boolean', default: false } },
})
const [source, picture] = positionals
if (source === undefined || picture === undefined) {
  console.error(
    'usage: node scripts/summary-picture.mjs <report.json | summary.md> <picture.png> [--width 900] [--dark]',
  )
  process.exit(2)
}

const folder = mkdtempSync(join(tmpdir(), 'summary-picture-'))
try {
  const text = readFileSync(source, 'utf8')
  const markdown = source.endsWith('.json') ? await rendered(JSON.parse(text)) : text
  const page = join(folder, 'page.html')
  writeFileSync(page, pageOf(await githubHtml(markdown)))
  writeFileSync(picture, await screenshot(page))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** The summary of a report, by the code in src/ (bundled, as Node 20 reads no TypeScript). */
async function rendered(report) {
  const bundle = join(folder, 'summary.mjs')
  await build({
    entryPoints: [join(root, 'src/report/summary.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: bundle,
    logLevel: 'error',
  })
  const { renderSummary } = await import(pathToFileURL(bundle).href)
  return renderSummary(report, { catalogue: 'https://github.com/owner/repository/blob/v1/' })
}

/** Markdown as GitHub turns it into HTML: GFM, raw HTML allowed, then sanitised. */
async function githubHtml(markdown) {
  const file = await unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeRaw)
    .use(rehypeSanitize)
    .use(rehypeStringify)
    .process(markdown)
  return String(file)
}

function pageOf(html) {
  return `<!doctype html><html data-theme="${values.dark ? 'dark' : 'light'}"><meta charset="utf-8"><style>${style}</style>
<main>${glyphs(html)}</main></html>`
}

/** Status glyphs as drawings, so that the picture needs no emoji font. */
function glyphs(html) {
  const shapes = {
    '✅': '<rect width="16" height="16" rx="3" fill="#3fb950"/><path d="M4 8.3l2.8 2.8L12.2 5" stroke="#fff" stroke-width="2" fill="none"/>',
    '❌': '<path d="M2.5 2.5l11 11m0-11l-11 11" stroke="#e5534b" stroke-width="3.2" fill="none"/>',
    '⚠️': '<path d="M8 1L15.6 15H.4z" fill="#f2cc60"/><path d="M8 5.5v5M8 12v1.6" stroke="#333" stroke-width="1.8"/>',
  }
  return html.replace(
    /✅|❌|⚠️/g,
    (glyph) => `<svg width="16" height="16" viewBox="0 0 16 16">${shapes[glyph]}</svg>`,
  )
}

/** The whole page as PNG, over Chromium's debugging pipe: messages are JSON, each ended by a NUL. */
async function screenshot(page) {
  const browser = spawn(
    process.env.CHROMIUM ?? 'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--user-data-dir=${join(folder, 'profile')}`,
      '--remote-debugging-pipe',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const ended = once(browser, 'exit')
  const answers = new EventEmitter()
  let rest = ''
  browser.stdio[4].setEncoding('utf8').on('data', (chunk) => {
    const messages = (rest + chunk).split('\0')
    rest = messages.pop()
    for (const text of messages) {
      const message = JSON.parse(text)
      answers.emit(message.id === undefined ? message.method : `answer ${message.id}`, message)
    }
  })
  let last = 0
  const send = async (method, params, sessionId) => {
    last += 1
    const answer = once(answers, `answer ${last}`)
    browser.stdio[3].write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`)
    const [message] = await Promise.race([
      answer,
      ended.then(([code]) => [{ error: { message: `Chromium ended with ${code}` } }]),
    ])
    if (message.error) throw new Error(`${method}: ${message.error.message}`)
    return message.result
  }
  try {
    const width = Number(values.width)
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
    const resize = (height) =>
      send(
        'Emulation.setDeviceMetricsOverride',
        { width, height, deviceScaleFactor: 2, mobile: false },
        sessionId,
      )
    await resize(4000)
    await send('Page.enable', {}, sessionId)
    const loaded = once(answers, 'Page.loadEventFired')
    await send('Page.navigate', { url: pathToFileURL(page).href }, sessionId)
    await loaded
    const expression = 'Math.ceil(document.querySelector("main").getBoundingClientRect().height)'
    const { result } = await send('Runtime.evaluate', { expression }, sessionId)
    await resize(result.value)
    const { data } = await send('Page.captureScreenshot', {}, sessionId)
    return Buffer.from(data, 'base64')
  } finally {
    browser.kill()
    await ended
  }
}
