// Tells where an address leads: the public internet, a private network, this machine.
// RFC 6890's registry, as far as it matters to someone who follows redirects.

import { BlockList, isIP } from 'node:net'

/** `reserved` holds link-local (cloud metadata lives there), multicast and the rest that no module proxy is at. */
export type AddressKind = 'public' | 'private' | 'loopback' | 'reserved'

const ranges = {
  loopback: ['127.0.0.0/8', '0.0.0.0/8', '::1/128', '::/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7', 'fec0::/10'],
  reserved: [
    '169.254.0.0/16',
    '192.0.0.0/24',
    '198.18.0.0/15',
    '224.0.0.0/3',
    'fe80::/10',
    'ff00::/8',
    '64:ff9b:1::/48',
  ],
} as const

/** Answers for IP addresses; build it once. */
export type AddressKinds = (address: string) => AddressKind

/** Builds the table behind `AddressKinds` when it is first asked: few runs meet a redirect. */
export function addressKinds(): AddressKinds {
  let lists: readonly { readonly kind: keyof typeof ranges; readonly list: BlockList }[] | null = null
  return (address) => {
    lists ??= Object.entries(ranges).map(([kind, cidrs]) => ({
      kind: kind as keyof typeof ranges,
      list: blockList(cidrs),
    }))
    const bare = embedded(address.split('%', 1)[0] ?? '')
    const family = isIP(bare) === 6 ? 'ipv6' : 'ipv4'
    return lists.find(({ list }) => list.check(bare, family))?.kind ?? 'public'
  }
}

/** The kind that a URL's host shows without any look-up; null for a name. */
export function literalKind(kinds: AddressKinds, hostname: string): AddressKind | null {
  const bare = hostname.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0) return kinds(bare)
  return bare === 'localhost' || bare.endsWith('.localhost') ? 'loopback' : null
}

/** Where a server of this kind may send us: to its own kind and to less guarded ones. */
export function reachableFrom(kind: AddressKind): ReadonlySet<AddressKind> {
  if (kind === 'public') return new Set<AddressKind>(['public'])
  return new Set<AddressKind>(
    kind === 'loopback' ? ['public', 'private', 'loopback'] : ['public', 'private', kind],
  )
}

function blockList(cidrs: readonly string[]): BlockList {
  const list = new BlockList()
  for (const cidr of cidrs) {
    const [network = '', bits = ''] = cidr.split('/')
    list.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

/** An IPv4 address within an IPv6 one (mapped, or NAT64) is judged as what it is. */
function embedded(address: string): string {
  const dotted = /^(?:::ffff:|64:ff9b::)(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (dotted !== undefined) return dotted
  const hex = /^(?:::ffff:|64:ff9b::)([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(address)
  if (hex === null) return address
  const [high, low] = [Number.parseInt(hex[1] ?? '', 16), Number.parseInt(hex[2] ?? '', 16)]
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`
}
