import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  excerptLines,
  excerptTitle,
  factRows,
  redactStrings
} from "./chunk-47L6YVSV.js";
import {
  blameFor,
  createLogClassifier,
  headlineOf
} from "./chunk-JBAUATCF.js";
import "./chunk-ODKUHEMP.js";
import "./chunk-X2I2YWQ6.js";
import {
  createSecrets
} from "./chunk-VOY3SHN2.js";
import {
  again
} from "./chunk-7ZYG2ZTG.js";
import "./chunk-BTNPW7P2.js";
import {
  layerOf
} from "./chunk-ISXEJC2Y.js";
import {
  misuse,
  printJson,
  printText
} from "./chunk-5LBYVYY6.js";
import "./chunk-JILPM63I.js";
import {
  createLineSplitter
} from "./chunk-IOPLYINE.js";
import {
  plural
} from "./chunk-MIY3A4KY.js";
import {
  oneLine
} from "./chunk-GT2VA2H6.js";
import "./chunk-SX2QXANG.js";
import {
  errorCode
} from "./chunk-YTQ6ZR7C.js";
import "./chunk-DIT3HX7E.js";

// src/commands/classify.ts
import { createReadStream } from "node:fs";

// src/report/classification.ts
function renderClassification({ primary, faults }, excerpt) {
  if (primary === null) return ["No failure of a module download was found."];
  const others = faults.filter((fault) => fault !== primary);
  const parts = [
    [
      `Go modules: ${headlineOf(primary)}`,
      blameFor(primary),
      layerOf[primary.category] === "unknown" ? "" : retryAdvice(primary)
    ],
    primary.remedy.length === 0 ? [] : ["What to do:", ...primary.remedy.map((step, i) => `  ${i + 1}. ${oneLine(step, 1200)}`)],
    facts(primary),
    others.length === 0 ? [] : [`${plural(others.length, "more fault")}:`, ...others.slice(0, 20).map(otherLine)],
    excerpt === null ? [] : [`${excerptTitle(excerpt)}:`, ...excerptLines(excerpt).map((line) => `  ${line}`)]
  ];
  return parts.map((part) => part.filter((line) => line !== "")).filter((part) => part.length > 0).flatMap((part, index) => index === 0 ? part : ["", ...part]);
}
function retryAdvice({ transient }) {
  return transient ? again.yes : again.no;
}
function facts(fault) {
  const { id, url, blocked, also } = fault;
  const rows = [
    ...factRows(fault, null),
    ["Modules", blocked > 1 ? String(blocked) : null],
    ["URL", url],
    ["Fault", id],
    ["Also", also.length === 0 ? null : also.join(", ")]
  ];
  return rows.map(([name, value]) => value === null ? "" : `${name.padEnd(12)} ${oneLine(value, 400)}`);
}
function otherLine(fault) {
  const where = [fault.module, fault.host].filter((value) => value !== null).map((value) => `, ${oneLine(value)}`);
  return `  ${headlineOf(fault)}${where.join("")} (${oneLine(fault.id)})`;
}

// src/commands/classify.ts
async function classifyCommand(options) {
  const { redact } = createSecrets(process.env, async () => {
  });
  const classifier = createLogClassifier({ redact });
  try {
    await readLines(options.file, (line) => classifier.push(line));
  } catch (error) {
    return misuse(`The log ${options.file} can't be read: ${errorCode(error) ?? String(error)}.`);
  }
  const { classification, excerpt } = redactStrings(classifier.end(), redact);
  if (options.json) printJson(json(classification));
  else printText(text(classification, excerpt));
  return { code: 0 };
}
async function readLines(file, push) {
  const source = file === "-" ? process.stdin : createReadStream(file);
  const splitter = createLineSplitter(push);
  for await (const chunk of source) splitter.push(chunk);
  splitter.end();
}
function json({ primary, faults }) {
  return JSON.stringify({ primary, faults }, null, 2);
}
function text(classification, excerpt) {
  return renderClassification(classification, excerpt).map((line) => `${line}
`).join("");
}
export {
  classifyCommand
};
