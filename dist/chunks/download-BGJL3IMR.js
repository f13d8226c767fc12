import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  originOf,
  renderSummary,
  renderText,
  reportJson,
  run
} from "./chunk-R5M35DLH.js";
import "./chunk-WOGMO4RY.js";
import "./chunk-4O54MRG6.js";
import {
  parseInputs
} from "./chunk-ONZAVZ5O.js";
import {
  writeRequestedFile
} from "./chunk-OOMOO5V6.js";
import {
  withTerminal
} from "./chunk-KQQMGTD7.js";
import "./chunk-N7QCWDKK.js";
import "./chunk-GJWAVTSU.js";
import {
  redactReport
} from "./chunk-47L6YVSV.js";
import "./chunk-JBAUATCF.js";
import "./chunk-ODKUHEMP.js";
import "./chunk-X2I2YWQ6.js";
import "./chunk-VOY3SHN2.js";
import "./chunk-7ZYG2ZTG.js";
import "./chunk-RUPG7QZH.js";
import "./chunk-BTNPW7P2.js";
import "./chunk-ISXEJC2Y.js";
import "./chunk-WBRSNHLG.js";
import "./chunk-3QYWA65R.js";
import "./chunk-TVG32IQI.js";
import "./chunk-GM64CQL4.js";
import {
  asFlagProblem,
  rawInputsOf
} from "./chunk-HJOBYDHC.js";
import "./chunk-TZA6AVOO.js";
import {
  misuse,
  printText
} from "./chunk-5LBYVYY6.js";
import "./chunk-JILPM63I.js";
import "./chunk-XOGHQYQ5.js";
import "./chunk-4QV2QJF2.js";
import "./chunk-OG5TO3P3.js";
import "./chunk-IOPLYINE.js";
import "./chunk-NNWYPZ6C.js";
import "./chunk-ZIHWHPLB.js";
import "./chunk-5IAJWQDM.js";
import "./chunk-IGMP6SC7.js";
import "./chunk-ILNX3UIH.js";
import "./chunk-N53PFCT3.js";
import "./chunk-GWL37QUU.js";
import "./chunk-MIY3A4KY.js";
import "./chunk-GT2VA2H6.js";
import "./chunk-BMSEMRBX.js";
import "./chunk-MV42EYJQ.js";
import "./chunk-SX2QXANG.js";
import "./chunk-7FVPEUAK.js";
import "./chunk-TCI37KHK.js";
import "./chunk-63HWN3IU.js";
import "./chunk-VTGBLTEK.js";
import {
  errorCode
} from "./chunk-YTQ6ZR7C.js";
import "./chunk-DIT3HX7E.js";

// src/commands/download.ts
import { resolve } from "node:path";
async function downloadCommand(options, programs) {
  if (options["cache-store"] === "github")
    return misuse(
      `Option "--cache-store" must be directory:PATH or s3://BUCKET/PREFIX; GitHub's cache is for the Action.`
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
