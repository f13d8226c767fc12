import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/faults/fault.ts
var privateQuestions = ["network", "credentials", "existence"];

export {
  privateQuestions
};
