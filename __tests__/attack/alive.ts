// What comes alive of a page in a real browser: scripts, dialogs, requests, elements that are not ours.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Browser, startBrowser, type Tab } from '../helpers/browser.ts'
import { type PlainServer, startServer } from '../helpers/plain-server.ts'
import { intruderAttribute } from './injections.ts'

export interface Watch {
  /** Shows HTML as a page and says what came alive in it; nothing, if all is well. `elements` are the only ones that may be there. */
  readonly show: (html: string, elements: readonly string[]) => Promise<readonly string[]>
  /** What the payloads would ask. */
  readonly beacon: string
  readonly close: () => Promise<void>
}

/** Starts a browser that shows pages from loopback; a policy in a page that forbids scripts is passed over, so that it can't help. */
export async function watchPages(path: string): Promise<Watch> {
  let html = ''
  const seen: string[] = []
  const pages = await startServer((_, response) => answer(response, html))
  const beacon = await startServer((request, response) => {
    seen.push(`the server was asked for ${request.url}`)
    answer(response, beaconFor(request))
  })
  const browser = await startBrowser(path)
  const tab = await browser.tab()
  await listen(tab, pages, seen)
  let shown = 0
  return {
    beacon: beacon.url,
    close: () => closeAll(browser, [pages, beacon]),
    show: async (next, elements) => {
      html = next
      shown += 1
      await tab.open(`${pages.url}/${shown}`)
      const found = await tab.evaluate(`(${inspect})(${JSON.stringify({ elements, intruderAttribute })})`)
      return [...seen.splice(0), ...(found as string[])]
    },
  }
}

function answer(response: ServerResponse, html: string): void {
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .end(html)
}

function beaconFor({ url = '' }: IncomingMessage): string {
  return `<script>top.canary(${JSON.stringify(url)})</script>`
}

async function listen(tab: Tab, { url }: PlainServer, seen: string[]): Promise<void> {
  tab.on('Runtime.bindingCalled', ({ payload }) => seen.push(`a script ran: ${payload}`))
  tab.on('Runtime.exceptionThrown', (details) => seen.push(`a script broke: ${JSON.stringify(details)}`))
  tab.on('Page.javascriptDialogOpening', ({ message }) => {
    seen.push(`a dialog opened: ${message}`)
    void tab.send('Page.handleJavaScriptDialog', { accept: false })
  })
  tab.on('Network.requestWillBeSent', (event) => {
    const asked = (event.request as { readonly url: string }).url
    if (!new RegExp(`^${url}/(?:\\d+|favicon\\.ico)$`).test(asked)) seen.push(`a request for ${asked}`)
  })
  await tab.send('Runtime.enable')
  await tab.send('Network.enable')
  await tab.send('Page.setBypassCSP', { enabled: true })
  await tab.send('Runtime.addBinding', { name: 'tell' })
  const source = 'globalThis.canary = (what) => tell(String(what))'
  await tab.send('Page.addScriptToEvaluateOnNewDocument', { source })
}

/** Runs in the page: does with every element what a reader might, and lists what isn't ours. */
const inspect = `async ({ elements, intruderAttribute }) => {
  const allowed = new Set(elements)
  const found = []
  const all = [...document.querySelectorAll('*')]
  for (const element of all) {
    const name = element.localName
    if (!allowed.has(name)) found.push('element ' + name)
    for (const { name: attribute, value } of element.attributes) {
      if (attribute === intruderAttribute || /^on|^style$|^src|^action$|^ping$|^xlink/.test(attribute))
        found.push(name + ' with ' + attribute)
      if (attribute === 'href' && !/^https:\\/\\/github\\.com\\/owner\\/repository\\/blob\\/v1\\/docs\\/faults\\.md#/.test(value))
        found.push(name + ' with href ' + value)
    }
    if (name === 'a') continue
    for (const event of ['mouseover', 'focus', 'toggle', 'animationstart', 'error', 'load', 'begin'])
      element.dispatchEvent(new Event(event))
    element.click?.()
  }
  const comments = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT)
  while (comments.nextNode()) found.push('comment ' + comments.currentNode.data)
  if (performance.getEntriesByType('resource').some(({ name }) => !name.endsWith('/favicon.ico'))) found.push('something was loaded')
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  return found
}`

async function closeAll(browser: Browser, servers: readonly PlainServer[]): Promise<void> {
  await browser.close()
  await Promise.all(servers.map((server) => server.close()))
}
