// How a key becomes the name of a folder, on every file system.

import { trimEnd } from '../text/trim-end.ts'

/** File systems allow 255 bytes. */
const maxLength = 255

/**
 * The folder's name for a key: what is neither a letter, a digit, `_`, `-` nor an inner dot as `%XX` of its UTF-8 bytes.
 * Names begin alike where keys begin alike. Null where it would be too long.
 */
export function entryName(key: string): string | null {
  const percentDots = (dots: string) => percent('.').repeat(dots.length)
  const encoded = encodeURIComponent(Buffer.from(key).toString())
    .replace(/[!'()*~]/g, (character) => percent(character))
    .replace(/^\.+/, percentDots)
  const end = trimEnd(encoded, '.')
  const name = end + percentDots(encoded.slice(end.length))
  return name === '' || name.length > maxLength ? null : name
}

/** The key that a name stands for; null for a folder that holds no entry. */
export function entryKey(name: string): string | null {
  if (isTemporary(name)) return null
  try {
    const key = decodeURIComponent(name)
    return entryName(key) === name ? key : null
  } catch {
    return null // Not ours: a percent sign that encodes nothing.
  }
}

/** A name for an entry that is being written; no key has such a one. */
export function temporaryName(unique: string): string {
  return `.tmp-${unique}`
}

/** Is it a name of temporaryName? */
export function isTemporary(name: string): boolean {
  return name.startsWith('.tmp-')
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
