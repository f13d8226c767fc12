import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  plural
} from "./chunk-MIY3A4KY.js";
import {
  oneLine,
  plainText
} from "./chunk-GT2VA2H6.js";

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
  const { module, host, proxy } = fault;
  return [
    ["Module", module],
    ["Required in", source === null ? null : `${source.file}:${source.line}`],
    ["Host", host],
    ["Proxy", isOn(proxy, host) ? null : proxy],
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
function isOn(proxy, host) {
  return host !== null && (proxy === `https://${host}` || proxy === `https://${host}/`);
}

export {
  excerptLines,
  excerptTitle,
  factRows,
  saidRow
};
