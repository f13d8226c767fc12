// Sentences that a log may cut off before their end, or break in the middle of a word.

/** Whole sentences of `go`, git and operating systems; the beginning of one is enough to know it by. */
const sentences: readonly string[] = [
  'i/o timeout',
  'connect: connection refused',
  'connect: connection timed out',
  'connect: network is unreachable',
  'connect: no route to host',
  'read: connection reset by peer',
  'read: connection timed out',
  'no such host',
  'server misbehaving',
  'net/http: TLS handshake timeout',
  'net/http: timeout awaiting response headers',
  'net/http: request canceled',
  'http2: client connection lost',
  'context deadline exceeded',
  'context canceled',
  'unexpected EOF',
  'stream error: stream ID 1; INTERNAL_ERROR; received from peer',
  'x509: certificate signed by unknown authority',
  'x509: certificate has expired or is not yet valid',
  'connectex: A connection attempt failed because the connected party did not properly respond after a period of time',
  'connectex: No connection could be made because the target machine actively refused it.',
  'connectex: A socket operation was attempted to an unreachable network.',
  'wsarecv: An existing connection was forcibly closed by the remote host.',
  'checksum mismatch',
  'unknown revision v0.0.0',
  'zip: not a valid zip file',
  'zip: checksum error',
  'no space left on device',
  'read-only file system',
  'permission denied',
  'Too Many Requests',
  'RPC failed; curl 56 ',
  'early EOF',
  'the remote end hung up unexpectedly',
  'unexpected disconnect while reading sideband packet',
  "could not read Username for 'https://': terminal prompts disabled",
  "could not read Password for 'https://': terminal prompts disabled",
  'Host key verification failed.',
  'git@: Permission denied (publickey).',
]

// Fewer characters may begin anything.
const shortest = 5
const lastParts = 3

/** What a log puts where it cut. */
const cutMark = /(?:\.{3}|…|\[truncated\])$/

/**
 * The text with its last sentence completed, where only one that is known begins like it.
 * Null where the end is no beginning of one, or of several.
 */
export function completed(text: string): string | null {
  const cut = text.replace(cutMark, '').trimEnd()
  let at = cut.length
  for (let part = 0; part < lastParts; part++) {
    at = cut.lastIndexOf(': ', at - 1)
    if (at < 0) return null
    const begun = cut.slice(at + 2)
    if (begun.length < shortest) continue
    const known = sentences.filter((each) => each.length > begun.length && each.startsWith(begun))
    const [only] = known
    if (only !== undefined && known.length === 1) return cut.slice(0, at + 2) + only
  }
  return null
}
