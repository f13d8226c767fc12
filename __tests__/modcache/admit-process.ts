// A process that admits every file of a folder into a module cache: `admit-process.ts <folder> <GOMODCACHE> [hang]`.
// It says `ready`, and begins when its standard input ends. With `hang` it stops in the middle of its first file.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseFileName } from '../../src/go/layout.ts'
import { createAdmission } from '../../src/modcache/admit.ts'
import { namesBelow } from '../helpers/names-below.ts'

const [folder = '', gomodcache = '', hang] = process.argv.slice(2)
const admission = createAdmission(gomodcache)
const names = (await namesBelow(folder)).filter((name) => parseFileName(name) !== null)
process.stdout.write('ready\n')
await text(process.stdin)

const admitted = await Promise.all(
  names.map(async (name) => {
    const file = parseFileName(name)
    if (file === null) return 'none'
    const bytes = await readFile(join(folder, name))
    const pending = await admission.open(file)
    const middle = bytes.length >> 1
    await pending.write(bytes.subarray(0, middle))
    if (hang !== undefined) {
      process.stdout.write('half\n')
      await new Promise((resolve) => setTimeout(resolve, 600_000))
    }
    await pending.write(bytes.subarray(middle))
    return pending.commit()
  }),
)
process.stdout.write(`${JSON.stringify({ admitted: admitted.filter((end) => end === 'admitted').length })}\n`)
