import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  redactReport,
  renderSummary,
  renderText,
  reportJson,
  run,
  writeRequestedFile
} from "./chunk-JXVI3SCE.js";
import {
  withTerminal
} from "./chunk-GOOY7UNE.js";
import {
  parseInputs
} from "./chunk-KQMQ2RNJ.js";
import "./chunk-FHIJ72IJ.js";
import "./chunk-SRCN7MQA.js";
import {
  misuse,
  printText
} from "./chunk-U4UFHYQI.js";
import "./chunk-6NO3A7YV.js";
import "./chunk-VLXU3MAR.js";
import {
  errorCode
} from "./chunk-LIIAXDR2.js";
import "./chunk-DIT3HX7E.js";

// src/commands/download.ts
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
async function downloadCommand(options, transfer) {
  if (options["cache-store"] === "github")
    return misuse(
      `Option "--cache-store" must be directory: followed by a path; GitHub's cache is for the Action.`
    );
  const parsed = readOptions(options);
  if (parsed.kind === "invalid") return misuse(parsed.problems.join("\n").replaceAll('Input "', 'Option "--'));
  return withTerminal(
    { transfer: fileURLToPath(transfer), verbose: options.verbose ?? false },
    async (world) => {
      const report = redactReport(await run(parsed.inputs, world), world.redact);
      for (const line of renderText(report)) printText(`${line}
`);
      const unwritten = await writeFiles(options, parsed.inputs, report);
      if (unwritten.length > 0) return misuse(unwritten.join("\n"));
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
  const wanted = [
    ...reportPath === null ? [] : [write(reportPath, reportJson(report))],
    ...summary === void 0 ? [] : [write(resolve(summary), renderSummary(report))]
  ];
  return (await Promise.all(wanted)).filter((problem) => problem !== null);
}
async function write(path, text) {
  try {
    await writeRequestedFile(path, text, { repository: process.cwd() });
    return null;
  } catch (error) {
    return `${path} can't be written: ${errorCode(error) ?? String(error)}.`;
  }
}
export {
  downloadCommand
};
