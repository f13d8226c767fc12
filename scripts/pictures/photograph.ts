// Photographs a page: HTML in, PNG out.

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Tab } from '../../__tests__/helpers/browser.ts'
import { temporaryFolder } from '../../__tests__/helpers/temp.ts'

interface Frame {
  /** CSS pixels. */
  readonly width: number
  /** CSS pixels; the whole page without it. */
  readonly height?: number
  readonly scale?: number
  readonly theme?: 'light' | 'dark'
  readonly mobile?: boolean
}

/** Writes `file`. */
export async function photograph(tab: Tab, { html, file, ...frame }: Frame & { html: string; file: string }) {
  const folder = await temporaryFolder('picture-')
  try {
    const page = join(folder.path, 'page.html')
    await writeFile(page, html)
    const { width, height, scale = 1.5, theme = 'light', mobile = false } = frame
    const resize = (rows: number) =>
      tab.send('Emulation.setDeviceMetricsOverride', {
        width,
        height: rows,
        deviceScaleFactor: scale,
        mobile,
      })
    await tab.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: theme }],
    })
    await resize(height ?? 600)
    await tab.open(pathToFileURL(page).href)
    if (height === undefined) await resize(Number(await tab.evaluate(contentHeight)))
    const { data } = await tab.send('Page.captureScreenshot')
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, Buffer.from(String(data), 'base64'))
  } finally {
    await folder.remove()
  }
}

const contentHeight = 'Math.ceil(document.body.getBoundingClientRect().height)'
