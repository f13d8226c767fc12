import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  originOf,
  redactReport,
  renderSummary,
  renderText,
  reportJson,
  run,
  writeRequestedFile
} from "./chunk-NAK5VSLA.js";
import {
  withTerminal
} from "./chunk-WFWUZA2E.js";
import {
  parseInputs
} from "./chunk-RE6GCXIZ.js";
import "./chunk-BHNZD66V.js";
import "./chunk-KNIFAV6U.js";
import "./chunk-5AUAR645.js";
import {
  asFlagProblem,
  rawInputsOf
} from "./chunk-TQ5HPVDR.js";
import "./chunk-4BRC2DSI.js";
import {
  misuse,
  printText
} from "./chunk-FCYQZVFD.js";
import "./chunk-NYTL7T3Y.js";
import "./chunk-CCKMTFML.js";
import "./chunk-7ZGSCUFU.js";
import "./chunk-IOPLYINE.js";
import "./chunk-3N575MCG.js";
import "./chunk-OBWWKYER.js";
import "./chunk-SX2QXANG.js";
import {
  errorCode
} from "./chunk-B5I7U7GJ.js";
import "./chunk-SIDW4P26.js";
import "./chunk-ZOU2PNK2.js";
import "./chunk-DIT3HX7E.js";

// src/commands/download.ts
import { resolve } from "node:path";
async function downloadCommand(options, programs) {
  if (options["cache-store"] === "github")
    return misuse(
      `Option "--cache-store" must be directory: followed by a path; GitHub's cache is for the Action.`
    );
  const parsed = readOptions(options);
  if (parsed.kind === "invalid") return misuse(parsed.problems.map(asFlagProblem).join("\n"));
  return withTerminal(
    { programs, verbose: options.verbose === true },
    async (world) => {
      const report = redactReport({ ...originOf(world), ...await run(parsed.inputs, world) }, world.redact);
      for (const line of renderText(report)) printText(`${line}
`);
      const unwritten = await writeFiles(options, parsed.inputs, report);
      if (unwritten.length > 0) return misuse(unwritten.join("\n"));
      return { code: report.result === "failed" ? 1 : 0 };
    }
  );
}
function readOptions(options) {
  const cache = options["cache-store"] === void 0 ? "false" : "true";
  return parseInputs({ cache, ...rawInputsOf(options) }, process.cwd());
}
async function writeFiles({ summary }, { reportPath }, report) {
  const wanted = [
    ...reportPath === null ? [] : [write(reportPath, reportJson(report))],
    ...typeof summary !== "string" ? [] : [write(resolve(summary), renderSummary(report))]
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
