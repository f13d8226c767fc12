// What in a summary, a page or metrics can't have come from us: elements, attributes, links, mentions, lines of another form.

import type { Element, ElementContent, Root, RootContent } from 'hast'
import rehypeRaw from 'rehype-raw'
import { unified } from 'unified'
import { markdownTree } from './markdown.ts'

type Node = Root | RootContent | ElementContent

/** All elements below a node, itself included. */
export function elementsOf(node: Node): Element[] {
  if (node.type !== 'root' && node.type !== 'element') return []
  return [...(node.type === 'element' ? [node] : []), ...node.children.flatMap(elementsOf)]
}

/** The words of a page; not those of its style sheet. */
export function textOf(node: Node): string {
  if (node.type === 'text') return node.value
  if (node.type === 'element' && node.tagName === 'style') return ''
  return 'children' in node ? node.children.map(textOf).join('') : ''
}

export const summaryElements =
  'h3 p strong code pre ol ul li table thead tbody tr th td details summary a'.split(' ')
const live = /@[a-z]|(?:^|[^&\w])#\d|:\/\/|www\.|\bGH-\d|:[\w+-]+:|\b[0-9a-f]{40}\b|\$\S/i

/** What is in a rendered summary or issue that can't have come from us; nothing, if all is well. Links may lead into the catalogue alone. */
export function summaryIntruders(markdown: string, catalogue = 'none'): string[] {
  const root = markdownTree(markdown)
  const attributes = (element: Element) =>
    Object.entries(element.properties).filter(([name, value]) => {
      if (name === 'href') return !String(value).startsWith(`${catalogue}docs/faults.md#`)
      if (element.tagName === 'details') return name !== 'open'
      return name !== 'align' || value !== 'left'
    })
  return [
    ...withPlace(root).flatMap(({ element, inCode }) => [
      ...(summaryElements.includes(element.tagName) && (!inCode || element.tagName === 'code')
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

/** The elements without code, whose number depends on the words of a sentence. */
export function summarySkeleton(markdown: string): string {
  return elementsOf(markdownTree(markdown))
    .filter(({ tagName }) => tagName !== 'code')
    .map(({ tagName }) => tagName)
    .join(' ')
}

function withPlace(node: Node, inCode = false): { element: Element; inCode: boolean }[] {
  if (node.type !== 'root' && node.type !== 'element') return []
  const here = node.type === 'element' ? [{ element: node, inCode }] : []
  const code = inCode || (node.type === 'element' && isCode(node))
  return [...here, ...node.children.flatMap((child) => withPlace(child, code))]
}

/** Text that GitHub's own filters see: outside of code, where mentions, references and addresses come alive. */
export function liveText(node: Node): string {
  if (node.type === 'text') return node.value
  if (node.type === 'element' && isCode(node)) return ' '
  const block = node.type === 'element' && /^(?:h3|p|li|t[dhr]|summary)$/.test(node.tagName) ? '\n' : ''
  return 'children' in node ? node.children.map(liveText).join('') + block : ''
}

function isCode({ tagName }: Element): boolean {
  return tagName === 'code' || tagName === 'pre'
}

export const pageElements =
  'html head meta title style body header main section footer h1 h2 p div dl dt dd strong span code time ul li figure svg desc g rect line path text table caption thead tbody tr th td details summary'.split(
    ' ',
  )
const pageAttributes = new Set(
  'lang charSet httpEquiv content name className role scope dataName dateTime id ariaLabelledBy ariaHidden viewBox preserveAspectRatio x y x1 x2 y1 y2 width height rx d textAnchor'.split(
    ' ',
  ),
)

/** The page of a fleet as a browser reads it. */
export function pageTree(html: string): Root {
  return unified()
    .use(rehypeRaw)
    .runSync({ type: 'root', children: [{ type: 'raw', value: html }] } as unknown as Root) as Root
}

/** What in the page can't have come from us; nothing, if all is well. */
export function pageIntruders(html: string): string[] {
  return elementsOf(pageTree(html)).flatMap((element) => [
    ...(pageElements.includes(element.tagName) ? [] : [`element ${element.tagName}`]),
    ...Object.keys(element.properties)
      .filter((name) => !pageAttributes.has(name))
      .map((name) => `${element.tagName} with ${name}`),
    ...element.children.filter(({ type }) => type === 'comment').map(() => 'comment'),
  ])
}

/** Lines that are not of the OpenMetrics format; `# EOF` is the last one and stands there alone. */
export function malformedMetrics(metrics: string): string[] {
  const label = '[a-z_]+="(?:[^"\\\\\\n]|\\\\[\\\\"n])*"'
  const sample = new RegExp(
    `^go_modules_fleet_[a-z_]+(?:\\{${label}(?:,${label})*\\})? -?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?$`,
  )
  const lines = metrics.split('\n')
  const end = lines.splice(-2)
  return [
    ...(end.join('|') === '# EOF|' ? [] : [`it ends with ${end.join('|')}`]),
    ...lines.filter((line) => !/^# (?:TYPE|UNIT|HELP) go_modules_fleet_/.test(line) && !sample.test(line)),
  ]
}
