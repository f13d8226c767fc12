// Takes the pictures of README and docs, from real runs of the built Action on loopback.
//
//   npm run pictures -- OUT [scene …] [--reports FOLDER]
//
// README and docs have some of them, after `pngquant --quality 50-90 --speed 1 --strip 48`, which makes them a third as large.
// `--reports` are reports for the pictures of the fleet, such as those of `npm run bench:fleet-reports`. Needs a Chromium, and dist/ built.

import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { findBrowser, noBrowser, startBrowser, type Tab } from '../../__tests__/helpers/browser.ts'
import { summaryPage, terminalPage } from './look.ts'
import { photograph } from './photograph.ts'
import { play, scenes } from './scenes.ts'
import { progressFrame } from './terminal.ts'

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: { reports: { type: 'string' } },
})
const [folder, ...wanted] = positionals
if (folder === undefined) throw new Error('usage: npm run pictures -- OUT [scene …] [--reports FOLDER]')
const out = resolve(folder)
await mkdir(out, { recursive: true })
const path = findBrowser()
if (path === null) throw new Error(noBrowser)
const browser = await startBrowser(path)
try {
  const tab = await browser.tab()
  for (const [name, scene] of Object.entries(scenes)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const { summary, stdout, report } = await play(scene)
    await writeFile(join(out, `${name}.md`), summary)
    await writeFile(join(out, `${name}.log`), stdout)
    await photograph(tab, { html: summaryPage(summary), file: join(out, `${name}.png`), width: 900 })
    console.log(`${name}: ${report?.result}, ${report?.fault?.id ?? 'no fault'}`)
  }
  if (wanted.length === 0 || wanted.includes('progress')) {
    const html = terminalPage('$ node dist/cli.js download', await progressFrame())
    await photograph(tab, { html, file: join(out, 'progress.png'), width: 900 })
  }
  if (values.reports !== undefined) await fleetPictures(tab, resolve(values.reports))
} finally {
  await browser.close()
}

async function fleetPictures(tab: Tab, reports: string): Promise<void> {
  const file = join(out, 'fleet.html')
  await promisify(execFile)(process.execPath, ['dist/cli.js', 'fleet', reports, '--html', file])
  const html = await readFile(file, 'utf8')
  const phone = { width: 390, scale: 2, mobile: true } as const
  await photograph(tab, { html, file: join(out, 'fleet.png'), width: 1100, height: 1500, scale: 1 })
  await photograph(tab, { html, file: join(out, 'fleet-whole.png'), width: 1100, scale: 1 })
  await photograph(tab, {
    html,
    file: join(out, 'fleet-dark.png'),
    width: 1100,
    height: 1500,
    scale: 1,
    theme: 'dark',
  })
  await photograph(tab, { html, file: join(out, 'fleet-phone.png'), ...phone, height: 1600, theme: 'dark' })
}
