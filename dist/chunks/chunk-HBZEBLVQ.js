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
  const width = Math.max(1, ...excerpt.lines.map(({ line }) => String(line).length));
  return excerpt.lines.slice(0, mostLines).map(({ line, text, causal, repeats }) => {
    const shown = plainText(text.slice(0, 2e3)).replaceAll("\n", " ").replaceAll("	", "    ");
    return `${causal ? ">" : " "} ${String(line).padStart(width)}  ${shown}${repeats > 1 ? `  (\xD7 ${repeats})` : ""}`;
  });
}
function excerptTitle({ lines, omitted }) {
  const hidden = omitted + Math.max(0, lines.length - mostLines);
  return oneLine(
    hidden > 0 ? `What was printed (${plural(hidden, "other line")} left out)` : "What was printed"
  );
}

// src/report/answers.ts
var names = {
  network: "Network",
  credentials: "Credentials",
  existence: "Existence"
};
function answerRows({ answers }) {
  return answers.map(({ question, answer }) => [names[question], answer]);
}

// src/report/facts.ts
function factRows(fault, source) {
  const { module, host, proxy } = fault;
  return [
    ["Module", module],
    ["Required in", source === null ? null : `${source.file}:${source.line}`],
    ["Host", host],
    ["Proxy", isOn(proxy, host) ? null : proxy],
    ...answerRows(fault)
  ];
}
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
