// The type of undici's pool, where it is imported from its own file: the package's entry adds `request` and the like to it.

declare module 'undici/lib/dispatcher/pool.js' {
  import type { Pool } from 'undici'

  const pool: new (origin: string, options: Pool.Options) => Pick<Pool, 'dispatch' | 'destroy'>
  export = pool
}
