import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  withTerminal
} from "./chunk-EJEK7YJD.js";
import {
  redactReport,
  renderSummary,
  renderText,
  reportJson,
  run
} from "./chunk-6PHQZPTK.js";
import {
  parseInputs
} from "./chunk-OOJKKG2I.js";
import "./chunk-MYGVYA3M.js";
import "./chunk-HBIYYFXC.js";
import {
  misuse
} from "./chunk-VWLN6T26.js";
import "./chunk-IXLKNDKA.js";
import "./chunk-T4A5ZRDD.js";
import "./chunk-DIT3HX7E.js";

// src/commands/download.ts
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
async function downloadCommand(options, transfer) {
  const parsed = readOptions(options);
  if (parsed.kind === "invalid") return misuse(parsed.problems.join("\n").replaceAll('Input "', 'Option "--'));
  return withTerminal(
    { transfer: fileURLToPath(transfer), verbose: options.verbose ?? false },
    async (world) => {
      const report = redactReport(await run(parsed.inputs, world), world.redact);
      for (const line of renderText(report)) process.stdout.write(`${line}
`);
      await writeFiles(options, parsed.inputs, report);
      return { code: report.result === "failed" ? 1 : 0 };
    }
  );
}
function readOptions(options) {
  const store = options["cache-store"];
  return parseInputs(
    {
      "working-directory": options.dir ?? ".",
      modules: options.modules ?? "",
      proxies: options.proxies ?? "",
      "cache-store": store ?? "",
      "cache-prefix": options["cache-prefix"] ?? "",
      cache: store === void 0 || options["no-cache"] ? "false" : "true",
      prefetch: options["no-prefetch"] ? "false" : "true",
      "strict-integrity": String(options["strict-integrity"] ?? false),
      "fail-on-change": String(options["fail-on-change"] ?? false),
      attempts: options.attempts ?? "",
      timeout: options.timeout ?? "",
      "stall-timeout": options["stall-timeout"] ?? "",
      "report-path": options.report ?? ""
    },
    process.cwd()
  );
}
async function writeFiles({ summary }, { reportPath }, report) {
  if (reportPath !== null) await write(reportPath, reportJson(report));
  if (summary !== void 0) await write(resolve(summary), renderSummary(report));
}
async function write(path, text) {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
export {
  downloadCommand
};
