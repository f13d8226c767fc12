import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/store/trouble.ts
function trouble(kind, reason) {
  return { kind: "failed", trouble: { kind, reason } };
}

export {
  trouble
};
