// Finds, from the end of a zip, where its directory lies, as `go` does: what it refuses is refused.
// readDirectoryEnd of archive/zip; https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.14 to 4.3.16

/** The last bytes of a zip. */
interface ZipTail {
  /** Where they begin in the zip. */
  readonly start: number
  readonly bytes: Buffer
}

type ZipEnd =
  | {
      readonly kind: 'end'
      /** Behind the end record and its comment; `go` passes over what follows. */
      readonly position: number
      /** Where the record says that the directory begins. */
      readonly directory: number
      /** How far behind that it begins by its size; more than zero where other data stands before the zip. */
      readonly shift: number
    }
  | { readonly kind: 'damaged'; readonly reason: string }

/** `go` looks no further back, for a comment of 64 KiB. */
const searchedBytes = 65 * 1_024
const endSignature = Buffer.from('PK\x05\x06')
const endBytes = 22
const locatorSignature = 0x0706_4b50
const locatorBytes = 20
const zip64Signature = 0x0606_4b50
const zip64Bytes = 56

export function zipEnd(tail: ZipTail): ZipEnd {
  const { start, bytes } = tail
  const at = bytes.length < endBytes ? -1 : bytes.lastIndexOf(endSignature, bytes.length - endBytes)
  if (at < 0 || bytes.length - at > searchedBytes) return damaged('the zip has no end record')
  const position = at + endBytes + bytes.readUInt16LE(at + 20)
  if (position > bytes.length) return damaged('the comment of the zip is cut off')
  const facts = directoryFacts(tail, at)
  if (facts === null) return damaged('the end record of the zip contradicts itself')
  const first = facts.end - facts.size
  if (first < 0 || first > start + at) return damaged('the directory of the zip is longer than the zip')
  const shift = first - facts.offset
  if (shift < 0) return damaged('the zip lacks its beginning')
  return { kind: 'end', position: start + position, directory: facts.offset, shift }
}

interface DirectoryFacts {
  readonly size: number
  readonly offset: number
  /** Where it must end. */
  readonly end: number
}

function directoryFacts({ start, bytes }: ZipTail, at: number): DirectoryFacts | null {
  const size = bytes.readUInt32LE(at + 12)
  const offset = bytes.readUInt32LE(at + 16)
  const isLarge = bytes.readUInt16LE(at + 10) === 0xffff || offset === 0xffff_ffff
  const locator = at - locatorBytes
  if (!isLarge || locator < 0 || bytes.readUInt32LE(locator) !== locatorSignature)
    return { size, offset, end: start + at }
  const record = Number(bytes.readBigUInt64LE(locator + 8)) - start
  const isThere = record >= 0 && record + zip64Bytes <= locator
  if (!isThere || bytes.readUInt32LE(record) !== zip64Signature) return null
  return {
    size: Number(bytes.readBigUInt64LE(record + 40)),
    offset: Number(bytes.readBigUInt64LE(record + 48)),
    end: start + record,
  }
}

function damaged(reason: string): ZipEnd {
  return { kind: 'damaged', reason }
}
