// What malicious proxies answer, one subject a table: the protocol, the content of module files, and zips.

import { createHash } from 'node:crypto'
import {
  always,
  flooding,
  gzipBomb,
  inPlaceOf,
  overHttp,
  overSocket,
  repeat,
  type StartHostile,
  saying,
} from './hostile-answers.ts'
import { endRecord, endRecordBytes, storedZip } from './stored-zip.ts'

type Table = Readonly<Record<string, StartHostile>>

const ok = 'HTTP/1.1 200 OK\r\n'
const info = '{"Version":"v1.0.0"}'

export const statusAndHeaders: Table = {
  'a header of 1 MB': always(200, { 'x-big': 'a'.repeat(1_048_576) }, 'x'),
  'headers without end': flooding(ok, () => `x-a: ${'b'.repeat(1_000)}\r\n`, 5),
  'a header byte by byte': flooding(`${ok}x-a: `, () => 'b', 200),
  'a flood of 103': flooding('', () => 'HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n', 20),
  'a fast flood of 100': flooding('', () => 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(5_000), 1),
  'status 000': saying('HTTP/1.1 000 Zero\r\ncontent-length: 1\r\n\r\nx'),
  'status 999': saying('HTTP/1.1 999 Odd\r\ncontent-length: 1\r\n\r\nx'),
  'status 101': saying('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\nxxx'),
  'status 204': always(204, {}),
  'status 206': always(206, {}, 'x'),
  'status 304': always(304, {}),
  'a patience of 3 s, for ever': always(429, { 'retry-after': '3' }),
  'a nonsensical patience': always(503, {
    'retry-after': `1e400, -5, Wed, 99 Foo 9999 99:99:99 GMT,${','.repeat(8_000)}`,
  }),
  'an odd keep-alive': overHttp((_, response) => {
    response.setHeader('keep-alive', 'timeout=99999999999, max=1')
    return false
  }),
  'a connection that closes at once': overSocket((socket) => socket.destroy()),
  'another protocol': overSocket((socket) => void socket.write('SSH-2.0-x\r\n')),
}

export const lengths: Table = {
  'a length above the body': saying(`${ok}content-length: 999999\r\n\r\n${info}`),
  'a length below the body': saying(`${ok}content-length: 5\r\n\r\n${info}${ok}content-length: 3\r\n\r\nabc`),
  'two lengths': saying(`${ok}content-length: 5\r\ncontent-length: 20\r\n\r\n${info}`),
  'a length and chunks': saying(
    `${ok}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`,
  ),
  'a negative length': saying(`${ok}content-length: -1\r\n\r\nabc`),
  'a length of 24 digits': saying(`${ok}content-length: ${'9'.repeat(24)}\r\n\r\nabc`),
  'two answers to one request': overSocket(
    (socket) =>
      void socket.write(`${ok}content-length: 20\r\n\r\n${info}${ok}content-length: 8\r\n\r\nmodule x`),
  ),
  'a chunk of 16 exbibytes': saying(`${ok}transfer-encoding: chunked\r\n\r\nffffffffffffffff\r\nabc`),
  'chunk extensions without end': flooding(
    `${ok}transfer-encoding: chunked\r\n\r\n1;`,
    () => 'a'.repeat(60_000),
    5,
  ),
  'a body without end': flooding(`${ok}\r\n`, () => Buffer.alloc(65_536), 2),
}

export const encodingsAndRedirects: Table = {
  'a gzip bomb': (modules) => always(200, { 'content-encoding': 'gzip' }, gzipBomb())(modules),
  'a gzip bomb in a 404': (modules) => always(404, { 'content-encoding': 'gzip' }, gzipBomb())(modules),
  'a gzip bomb in a redirect': (modules) =>
    always(302, { location: '/x', 'content-encoding': 'gzip' }, gzipBomb())(modules),
  'gzip named twice': always(200, { 'content-encoding': 'gzip, gzip' }, Buffer.alloc(1_000)),
  'an encoding that nobody asked for': always(200, { 'content-encoding': 'br' }, Buffer.alloc(1_000)),
  'redirects without end': overHttp((request, response) => {
    response.writeHead(302, { location: `${request.url}x` }).end()
    return true
  }),
  'a redirect with a slow body': overHttp((request, response) => {
    response.writeHead(302, { location: `${request.url}x` })
    repeat(response, 500, () => response.write('a'))
    return true
  }),
  'a redirect to a file': always(302, { location: 'file:///etc/passwd' }),
  'a redirect to nonsense': always(302, { location: 'http://[::1' }),
}

export const moduleFiles: Table = {
  'an .info that is an array': inPlaceOf('.info', '[1,2]'),
  'an .info with __proto__': inPlaceOf('.info', '{"__proto__":{"Version":"v1.0.0"},"constructor":1}'),
  'an .info of 500,000 brackets': inPlaceOf('.info', '['.repeat(500_000)),
  'an .info whose version is an object': inPlaceOf('.info', '{"Version":{"toString":"x"}}'),
  'an .info with escapes': inPlaceOf(
    '.info',
    JSON.stringify({ Version: '\u001b]0;pwned\u0007\n::error::x\u202e<img src=x>' }),
  ),
  'a .mod with NUL and escapes': inPlaceOf('.mod', 'module \u0000\u001b[31m\n::error::x\n'),
  'a .mod of 17 MB': inPlaceOf('.mod', 'a'.repeat(17 * 1_048_576)),
}

const inside = 'example.com/a@v1.0.0/'
const zipOf = (...names: readonly string[]) =>
  inPlaceOf('/a/@v/v1.0.0.zip', storedZip(names.map((name) => ({ name, content: 'x' }))))

/** The right zip of `example.com/a`, changed. */
const changedZip =
  (change: (zip: Buffer) => Buffer): StartHostile =>
  (modules) =>
    inPlaceOf('/a/@v/v1.0.0.zip', change(Buffer.from(modules[0]?.zip ?? '')))(modules)

const withEnd = (change: (end: Buffer) => void) =>
  changedZip((zip) => {
    change(zip.subarray(zip.length - endRecordBytes))
    return zip
  })

/** Names that lead outside lead to `pwned` in `outside`, which is a folder of the test. */
export const zips = (outside: string): Table => ({
  'a zip with ..': zipOf(`${inside}${'../'.repeat(24)}${outside.slice(1)}/pwned`),
  'a zip with an absolute name': zipOf(`${outside}/pwned`),
  'a zip of another module': zipOf('example.com/b@v1.0.0/a.go'),
  'a zip with names that differ in case only': zipOf(`${inside}A.go`, `${inside}a.go`),
  'a zip with a name twice': zipOf(`${inside}a.go`, `${inside}a.go`),
  'a zip with backslashes': zipOf(`${inside}..\\..\\x`),
  'a zip with NUL in a name': zipOf(`${inside}a\0b`),
  'a zip of noise': inPlaceOf('/a/@v/v1.0.0.zip', createHash('sha512').update('noise').digest()),
  'a zip of no bytes': inPlaceOf('/a/@v/v1.0.0.zip', ''),
  'a zip of an end record only': inPlaceOf('/a/@v/v1.0.0.zip', endRecord(0, 0, 0)),
  'a zip that announces 65,535 members': withEnd((end) => {
    end.writeUInt16LE(65_535, 8)
    end.writeUInt16LE(65_535, 10)
  }),
  'a zip whose directory is nowhere': withEnd((end) => void end.writeUInt32LE(0xffff_fff0, 16)),
  'a zip with a lying zip64 locator': changedZip(withZip64Locator),
  'a zip that announces 600 MB': overHttp((request, response) => {
    if (!request.url?.endsWith('.zip')) return false
    response.setHeader('content-length', 600 * 1_048_576)
    response.write('PK')
    return true
  }),
})

function withZip64Locator(zip: Buffer): Buffer {
  const locator = Buffer.alloc(20)
  locator.write('PK\u0006\u0007', 'latin1')
  locator.writeBigUInt64LE(0xffff_ffff_ffff_ff00n, 8)
  const end = Buffer.from(zip.subarray(zip.length - endRecordBytes))
  end.writeUInt32LE(0xffff_ffff, 16)
  end.writeUInt16LE(0xffff, 10)
  return Buffer.concat([zip.subarray(0, zip.length - endRecordBytes), locator, end])
}
