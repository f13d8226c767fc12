import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  originOf,
  redactReport,
  renderSummary,
  renderText,
  reportJson,
  run
} from "./chunk-W4F3A5I7.js";
import "./chunk-OFNK7CQK.js";
import "./chunk-3NAHKSX2.js";
import {
  parseInputs
} from "./chunk-XCUGQC5V.js";
import {
  writeRequestedFile
} from "./chunk-PTHV47OB.js";
import {
  withTerminal
} from "./chunk-5OA2WR73.js";
import "./chunk-LPYAXZUV.js";
import "./chunk-GJWAVTSU.js";
import "./chunk-SXRZ74MR.js";
import "./chunk-4KLFWGIF.js";
import "./chunk-ODKUHEMP.js";
import "./chunk-X2I2YWQ6.js";
import "./chunk-5TIQ5CWW.js";
import "./chunk-7ZYG2ZTG.js";
import "./chunk-E46S7AGJ.js";
import "./chunk-BTNPW7P2.js";
import "./chunk-ISXEJC2Y.js";
import "./chunk-3QYWA65R.js";
import "./chunk-XVQA46AQ.js";
import "./chunk-ILGK5IPF.js";
import {
  asFlagProblem,
  rawInputsOf
} from "./chunk-IGN7GN2Z.js";
import "./chunk-BE72Y2FQ.js";
import {
  misuse,
  printText
} from "./chunk-DSFRAUXB.js";
import "./chunk-ZJPYTZPR.js";
import "./chunk-AKFQCM36.js";
import "./chunk-Z2UO7YNM.js";
import "./chunk-B5C5R7TO.js";
import "./chunk-BHB2GUL6.js";
import "./chunk-NNWYPZ6C.js";
import "./chunk-IOPLYINE.js";
import "./chunk-G2XTBZ3G.js";
import "./chunk-DIAXGLEG.js";
import "./chunk-WXQQCFAP.js";
import "./chunk-IJVSS66D.js";
import "./chunk-EHUZJGNP.js";
import "./chunk-MIY3A4KY.js";
import "./chunk-GT2VA2H6.js";
import "./chunk-ZOGAC3DX.js";
import "./chunk-MV42EYJQ.js";
import "./chunk-SX2QXANG.js";
import "./chunk-7FVPEUAK.js";
import "./chunk-TCI37KHK.js";
import "./chunk-63HWN3IU.js";
import "./chunk-VTGBLTEK.js";
import {
  errorCode
} from "./chunk-YVZYUHEY.js";
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
