// Markdown as GitHub and other viewers read it, and what in it can't have come from us.

import type { Element, ElementContent, Root, RootContent } from 'hast'
import rehypeRaw from 'rehype-raw'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'

// GFM with raw HTML, as a viewer without GitHub's allow-list would see it.
const pipeline = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)

export function dom(markdown: string): Root {
  return pipeline.runSync(pipeline.parse(markdown)) as Root
}

export function elements(
  node: Root | RootContent | ElementContent,
  inCode = false,
): { element: Element; inCode: boolean }[] {
  if (node.type !== 'root' && node.type !== 'element') return []
  const here = node.type === 'element' ? [{ element: node, inCode }] : []
  const code = inCode || (node.type === 'element' && (node.tagName === 'code' || node.tagName === 'pre'))
  return [...here, ...node.children.flatMap((child) => elements(child, code))]
}

/** Text that GitHub's own filters see: outside of code, where mentions, references and addresses come alive. */
export function liveText(node: Root | RootContent | ElementContent): string {
  if (node.type === 'text') return node.value
  if (node.type === 'element' && (node.tagName === 'code' || node.tagName === 'pre')) return ' '
  const block = node.type === 'element' && /^(?:h3|p|li|t[dhr]|summary)$/.test(node.tagName) ? '\n' : ''
  return 'children' in node ? node.children.map(liveText).join('') + block : ''
}

const ours = new Set('h3 p strong code pre ol ul li table thead tbody tr th td details summary a'.split(' '))
const live = /@[a-z]|(?:^|[^&\w])#\d|:\/\/|www\.|\bGH-\d|:[\w+-]+:|\b[0-9a-f]{40}\b|\$\S/i

/** What is in a rendered summary or issue that can't have come from us; nothing, if all is well. Links may lead into the catalogue alone. */
export function intruders(markdown: string, catalogue = 'none'): string[] {
  const root = dom(markdown)
  const attributes = (element: Element) =>
    Object.entries(element.properties).filter(([name, value]) => {
      if (name === 'href') return !String(value).startsWith(`${catalogue}docs/faults.md#`)
      if (element.tagName === 'details') return name !== 'open'
      return name !== 'align' || value !== 'left'
    })
  return [
    ...elements(root).flatMap(({ element, inCode }) => [
      ...(ours.has(element.tagName) && (!inCode || element.tagName === 'code')
        ? []
        : [`element ${element.tagName}`]),
      ...attributes(element).map(([name, value]) => `${element.tagName} with ${name}=${value}`),
    ]),
    ...(root.children.some((child) => child.type === 'comment') ? ['comment'] : []),
    ...(live.exec(liveText(root)) ?? []).map((text) => `live text ${text}`),
    ...(/\n\s*\n/.test(markdown) ? ['empty line'] : []),
    ...(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(markdown)
      ? ['control']
      : []),
  ]
}
