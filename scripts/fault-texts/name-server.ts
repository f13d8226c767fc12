// The isolated network's name server: tells the hosts' addresses, or fails as a case wants.

import { createSocket } from 'node:dgram'
import { hostAddresses } from './addresses.ts'
import type { NameFault } from './scene.ts'

export interface NameServer {
  /** Names that fail from now on; all others are healthy again. */
  script(faults: Readonly<Record<string, NameFault>>): void
  close(): void
}

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}

function reply(query: Buffer, end: number, code: number, address: string | null): Buffer {
  const head = Buffer.from(query.subarray(0, end))
  head.writeUInt16BE(0x8180 | code, 2)
  head.writeUInt16BE(address === null ? 0 : 1, 6)
  head.writeUInt16BE(0, 8)
  head.writeUInt16BE(0, 10)
  if (address === null) return head
  return Buffer.concat([
    head,
    Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)]),
  ])
}

/** Listens at `address`, port 53. */
export async function openNameServer(address: string): Promise<NameServer> {
  const socket = createSocket('udp4')
  let faults: Readonly<Record<string, NameFault>> = {}
  socket.on('message', (query, from) => {
    const { name, type, end } = questionOf(query)
    const fault = faults[name]
    if (fault === 'silent') return
    const known = typeof fault === 'object' ? fault.address : hostAddresses[name]
    const code =
      fault === 'servfail' ? 2 : fault === 'nxdomain' || (known === undefined && fault === undefined) ? 3 : 0
    socket.send(
      reply(query, end, code, code === 0 && type === 1 && fault !== 'empty' ? (known ?? null) : null),
      from.port,
      from.address,
    )
  })
  await new Promise<void>((resolve) => socket.bind(53, address, resolve))
  return {
    script(next) {
      faults = next
    },
    close: () => socket.close(),
  }
}
