// Which module paths and versions may become file names and URLs: the rules of golang.org/x/mod/module.
// https://go.dev/ref/mod#go-mod-file-ident

import { canonicalVersion, majorVersion } from './version.ts'

/** What is wrong with a module path, or null: `CheckPath` of golang.org/x/mod/module. */
export function checkModulePath(path: string): string | null {
  if (path === '') return 'it is empty'
  if (path.startsWith('-')) return 'it starts with a dash'
  const elements = path.split('/')
  for (const element of elements) {
    const problem = checkElement(element, modulePathCharacter) ?? checkShortName(element)
    if (problem !== null) return problem
    if (element.startsWith('.')) return `its element ${quote(element)} starts with a dot`
  }
  const first = elements[0] ?? ''
  if (!first.includes('.')) return 'its first element has no dot'
  if (!/^[-.0-9a-z]+$/.test(first)) return 'its first element is not a lower-case domain name'
  return splitPathMajor(path) === null ? 'its major version suffix is not valid' : null
}

/** What is wrong with a version as a file name, or null: `EscapeVersion` of golang.org/x/mod/module. */
export function checkVersionElement(version: string): string | null {
  return version.includes('!') ? 'it contains an exclamation mark' : checkElement(version, fileNameCharacter)
}

/** What keeps a canonical version from belonging to this module path, or null: `CheckPathMajor`. */
export function checkPathMajor(path: string, version: string): string | null {
  const suffix = splitPathMajor(path)
  if (suffix === null) return 'its major version suffix is not valid'
  const plain = suffix.replace(/-unstable$/, '')
  const wanted = plain.slice(1)
  const major = majorVersion(version)
  if (wanted === '') {
    const fits = major === 'v0' || major === 'v1' || version.endsWith('+incompatible')
    return fits ? null : `version ${version} should be v0 or v1`
  }
  // gopkg.in/….v1 was given v0.0.0- pseudo-versions once, and go.mod files still name them.
  const oldPseudoVersion = plain === '.v1' && version.startsWith('v0.0.0-')
  return major === wanted || oldPseudoVersion ? null : `version ${version} should be ${wanted}`
}

/** Is this text exactly what `go` would write for the version? */
export function isCanonicalVersion(version: string): boolean {
  return version !== '' && canonicalVersion(version) === version
}

/** `/v2`, `.v3`, `.v3-unstable` or nothing; null where the end of the path forbids any version. */
export function splitPathMajor(path: string): string | null {
  if (path.startsWith('gopkg.in/')) {
    return /(?<=.)\.v(?:0|[1-9][0-9]*(?:-unstable)?)$/.exec(path)?.[0] ?? null
  }
  const tail = /(?<=.)\/v[0-9.]+$/.exec(path)?.[0]
  if (tail === undefined) return ''
  return /^\/v[1-9][0-9]*$/.test(tail) && tail !== '/v1' ? tail : null
}

const modulePathCharacter = /^[-._~0-9A-Za-z]+$/
const fileNameCharacter = /^[-!#$%&()+,.=@[\]^_{}~ 0-9A-Za-z]+$/

// Windows keeps these names for devices, whatever follows the first dot.
const reservedOnWindows = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])$/i

function checkElement(element: string, allowed: RegExp): string | null {
  if (element === '') return 'it has an empty element'
  if (/^\.+$/.test(element)) return `its element ${quote(element)} is only dots`
  if (element.endsWith('.')) return `its element ${quote(element)} ends with a dot`
  if (!allowed.test(element)) return `its element ${quote(element)} has a character that is not allowed`
  return reservedOnWindows.test(beforeDot(element)) ? `${quote(element)} is a reserved name on Windows` : null
}

/** Windows gives long names a short one such as `PROGRA~1`, which would stand for another file. */
function checkShortName(element: string): string | null {
  const short = /~[0-9]+$/.test(beforeDot(element))
  return short ? `its element ${quote(element)} looks like a short name on Windows` : null
}

function beforeDot(element: string): string {
  const dot = element.indexOf('.')
  return dot < 0 ? element : element.slice(0, dot)
}

function quote(text: string): string {
  return JSON.stringify(text)
}
