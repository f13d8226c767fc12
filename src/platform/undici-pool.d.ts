// The type of undici's pool, where it is imported from its own file.

declare module 'undici/lib/dispatcher/pool.js' {
  import { Pool } from 'undici'
  export = Pool
}
