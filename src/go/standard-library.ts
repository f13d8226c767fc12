// The packages of the standard library that came with a newer Go than many still use.

/** Alternatives of a pattern. */
export const newerPackages =
  'slices|maps|cmp|iter|unique|weak|embed|io/fs|log/slog|net/netip|math/rand/v2|crypto/ecdh|crypto/mlkem|testing/(?:fstest|iotest|slogtest|synctest)|runtime/(?:coverage|metrics)|go/version|structs|sync/atomic|os/user|errors|hash/maphash|time/tzdata|encoding/json/(?:v2|jsontext)'

const newer = new RegExp(`^(?:${newerPackages})$`)

/** Is it such a package, and so part of no module? */
export function isNewerPackage(path: string): boolean {
  return newer.test(path)
}
