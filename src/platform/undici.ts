// The part of undici that is used. The package's own entry loads fetch, WebSocket, caches and mocks besides: 35 ms of every run.
// A static import, since a bundled CommonJS package has no names for a dynamic one.

export { default as Pool } from 'undici/lib/dispatcher/pool.js'
