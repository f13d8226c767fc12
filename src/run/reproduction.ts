// What would a person type to see the same?

import { relative, sep } from 'node:path'
import { displayGoproxyList } from '../go/goproxy-list.ts'
import type { Course } from './download-outcome.ts'
import type { Setup } from './setup.ts'

/** A command for each scope that failed, from `root` on; credentials are left out of the list. */
export function reproduction({ project, list }: Setup, course: Course, root: string): readonly string[] {
  const goproxy = quoted(displayGoproxyList(course.list ?? list))
  const failed = project.scopes.filter(({ name }) => !course.done.has(name))
  return failed.map(({ dir }) => {
    const folder = relative(root, dir).split(sep).join('/')
    const where = folder === '' ? '' : `cd ${quoted(folder.startsWith('-') ? `./${folder}` : folder)} && `
    return `${where}GOPROXY=${goproxy} go mod download -x`
  })
}

function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
