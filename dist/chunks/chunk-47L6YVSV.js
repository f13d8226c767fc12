import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  plural
} from "./chunk-MIY3A4KY.js";
import {
  cut,
  oneLine,
  plainText
} from "./chunk-GT2VA2H6.js";

// src/report/redact-report.ts
var mostCharacters = 16384;
var ownWords = /* @__PURE__ */ new Set(["result", "kind", "category", "also", "lastFault", "health", "manners", "question"]);
function redactReport(report, redact) {
  return redactStrings(report, redact);
}
function redactStrings(value, redact) {
  const copies = /* @__PURE__ */ new Map();
  const change = (text) => cut(redact(plainText(redact(text))), mostCharacters);
  return mapStrings(value, change, copies);
}
function mapStrings(value, change, copies) {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  const known = copies.get(value);
  if (known !== void 0) return known;
  const copy = Array.isArray(value) ? value.map((item) => mapStrings(item, change, copies)) : Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      ownWords.has(key) ? item : mapStrings(item, change, copies)
    ])
  );
  copies.set(value, copy);
  return copy;
}

// src/report/excerpt.ts
var mostLines = 40;
function excerptLines(excerpt) {
  const digits = Math.max(1, ...excerpt.lines.map(({ line }) => String(line).length));
  return excerpt.lines.slice(0, mostLines).flatMap(({ line, text, causal, repeats }) => {
    const shown = plainText(text.slice(0, 1500)).replaceAll("\n", " ").replaceAll("	", "    ");
    const start = `${causal ? ">" : " "} ${String(line).padStart(digits)}  `;
    const parts = wrapped(`${shown}${repeats > 1 ? `  (\xD7 ${repeats})` : ""}`);
    return parts.map((part, index) => `${index === 0 ? start : " ".repeat(start.length)}${part}`);
  });
}
function wrapped(text) {
  if (text === "") return [""];
  return [...text.matchAll(/(.{1,110})(?: |$)|.{1,110}/gu)].map(([whole, upToBlank]) => upToBlank ?? whole);
}
function excerptTitle({ lines, omitted }) {
  const hidden = omitted + Math.max(0, lines.length - mostLines);
  return oneLine(
    hidden > 0 ? `What was printed (${plural(hidden, "other line")} left out)` : "What was printed"
  );
}

// src/report/facts.ts
function factRows(fault, source) {
  const { module, host } = fault;
  return [
    ["Module", module],
    ["Required in", source === null ? null : `${source.file}:${source.line}`],
    ["Host", saysHost(fault) ? null : host],
    ["Proxy", proxyShown(fault)],
    ...fault.answers.map(({ question, answer }) => [questionNames[question], answer])
  ];
}
var questionNames = {
  network: "Network",
  credentials: "Credentials",
  existence: "Existence"
};
function saidRow({ evidence, url }) {
  return ["Said", evidence[0]?.text ?? url];
}
function proxyShown({ proxy, host }) {
  return host !== null && (proxy === `https://${host}` || proxy === `https://${host}/`) ? null : proxy;
}
function saysHost(fault) {
  const rest = proxyShown(fault)?.split("://")[1];
  return rest !== void 0 && (rest === fault.host || rest.startsWith(`${fault.host}/`));
}

export {
  redactReport,
  redactStrings,
  excerptLines,
  excerptTitle,
  factRows,
  saidRow,
  proxyShown
};
