import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/commands/command-result.ts
function misuse(message) {
  return { code: 2, message };
}

export {
  misuse
};
