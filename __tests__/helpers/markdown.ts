// Markdown as GitHub turns it into HTML: GFM with raw HTML in it, then an allow-list of elements.

import type { Root } from 'hast'
import rehypeRaw from 'rehype-raw'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'

const unsanitised = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .freeze()
const github = unsanitised().use(rehypeSanitize).use(rehypeStringify).freeze()
const raw = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeStringify, { allowDangerousHtml: true })
  .freeze()

/** The elements that a viewer without an allow-list would make of it. */
export function markdownTree(markdown: string): Root {
  return unsanitised.runSync(unsanitised.parse(markdown)) as Root
}

/** What GitHub shows. */
export function githubHtml(markdown: string): string {
  return String(github.processSync(markdown))
}

/** What a viewer without an allow-list gives to the browser: raw HTML is passed on as it stands. */
export function unsanitisedHtml(markdown: string): string {
  return String(raw.processSync(markdown))
}
