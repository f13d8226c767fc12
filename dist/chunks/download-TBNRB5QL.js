import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  originOf,
  redactReport,
  renderSummary,
  renderText,
  reportJson,
  run
} from "./chunk-UZSBN5X7.js";
import "./chunk-PMLHSMV7.js";
import "./chunk-YLBDVANU.js";
import {
  writeRequestedFile
} from "./chunk-RRLKSSNC.js";
import "./chunk-SXRZ74MR.js";
import {
  withTerminal
} from "./chunk-D5755RE2.js";
import "./chunk-VEJ5UAY2.js";
import {
  parseInputs
} from "./chunk-RMC2WNJF.js";
import "./chunk-2ZGAVYJ2.js";
import "./chunk-N3QEMUXY.js";
import "./chunk-ODKUHEMP.js";
import "./chunk-YI3CSCM6.js";
import "./chunk-RQEFNI5X.js";
import "./chunk-5TIQ5CWW.js";
import "./chunk-Z4A4LTA4.js";
import "./chunk-QG4AWXDM.js";
import "./chunk-BTNPW7P2.js";
import "./chunk-HCH5TIYI.js";
import "./chunk-V2FFIE3P.js";
import {
  asFlagProblem,
  rawInputsOf
} from "./chunk-G32V2Z7B.js";
import {
  misuse,
  printText
} from "./chunk-DSFRAUXB.js";
import "./chunk-3WXFDNKX.js";
import "./chunk-ZJPYTZPR.js";
import "./chunk-CBEROCRK.js";
import "./chunk-DGLUN6QB.js";
import "./chunk-CQNLHD3C.js";
import "./chunk-3TXAGKA7.js";
import "./chunk-IOPLYINE.js";
import "./chunk-Z6CAAJO5.js";
import "./chunk-ECMNBSBN.js";
import "./chunk-62MYYFVB.js";
import "./chunk-MIY3A4KY.js";
import "./chunk-GT2VA2H6.js";
import "./chunk-H4ETDSLU.js";
import "./chunk-L3DEZQ47.js";
import "./chunk-J5OG7JP5.js";
import "./chunk-SX2QXANG.js";
import "./chunk-R22XTSS5.js";
import {
  errorCode
} from "./chunk-YVZYUHEY.js";
import "./chunk-7NWQSAQC.js";
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
