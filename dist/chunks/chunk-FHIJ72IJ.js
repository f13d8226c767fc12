import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  plural
} from "./chunk-SRCN7MQA.js";
import {
  oneLine,
  plainText
} from "./chunk-6NO3A7YV.js";

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

export {
  excerptLines,
  excerptTitle,
  answerRows
};
