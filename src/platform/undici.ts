// undici, where a static import names what is used: a bundled CommonJS package has no names for a dynamic one.

export { Pool } from 'undici'
