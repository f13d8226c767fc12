import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  safeLines
} from "./chunk-JILPM63I.js";

// src/commands/command-result.ts
var noTemporaryFolder = "ERR_TEMPORARY_FOLDER";
function misuse(message) {
  return { code: 2, message };
}

// src/commands/print.ts
function printText(text) {
  process.stdout.write(safeLines(text).join("\n"));
}
function printError(text) {
  process.stderr.write(`${safeLines(text).join("\n")}
`);
}
function printJson(text) {
  process.stdout.write(`${text.replace(/#(?=#\w{0,20}\[)/g, "\\u0023")}
`);
}

export {
  noTemporaryFolder,
  misuse,
  printText,
  printError,
  printJson
};
