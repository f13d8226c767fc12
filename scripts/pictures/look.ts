// How a job summary and a terminal look, as one HTML page to be photographed: GitHub's Markdown, in our own few lines of CSS.

import { githubHtml } from '../../__tests__/helpers/markdown.ts'

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
.terminal { background: #0d1117; color: #e6edf3 } .terminal div { color: #9198a1; margin-bottom: 8px; font-size: 12px }
.terminal pre { background: none; padding: 0; margin: 0; font-size: 13px; white-space: pre } .c1 { font-weight: 600 } .c2 { color: #9198a1 } .c31 { color: #ff7b72 } .c33 { color: #e3b341 } .c34 { color: #79c0ff }
`

/** A page with the summary in `main`. */
export function summaryPage(markdown: string): string {
  return page(`<main>${glyphs(githubHtml(markdown))}</main>`)
}

/** A page with the lines of a terminal in `main`; the colours that the log uses are kept. */
export function terminalPage(title: string, text: string): string {
  return page(`<main class="terminal"><div>${escaped(title)}</div><pre>${coloured(text)}</pre></main>`)
}

function page(body: string): string {
  return `<!doctype html><html data-theme="light"><meta charset="utf-8"><style>${style}</style>${body}</html>`
}

function coloured(text: string): string {
  return escaped(text).replaceAll(
    /\u001b\[(\d+)m([^\u001b]*)\u001b\[0m/g,
    (_, colour, words) => `<span class="c${colour}">${words}</span>`,
  )
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

const shapes: Readonly<Record<string, string>> = {
  '✅': '<rect width="16" height="16" rx="3" fill="#3fb950"/><path d="M4 8.3l2.8 2.8L12.2 5" stroke="#fff" stroke-width="2" fill="none"/>',
  '❌': '<path d="M2.5 2.5l11 11m0-11l-11 11" stroke="#e5534b" stroke-width="3.2" fill="none"/>',
  '⚠️': '<path d="M8 1L15.6 15H.4z" fill="#f2cc60"/><path d="M8 5.5v5M8 12v1.6" stroke="#333" stroke-width="1.8"/>',
}

/** Status glyphs as drawings, so that the picture needs no emoji font. */
function glyphs(html: string): string {
  return html.replaceAll(
    /✅|❌|⚠️/g,
    (glyph) => `<svg width="16" height="16" viewBox="0 0 16 16">${shapes[glyph] ?? ''}</svg>`,
  )
}
