import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  options
} from "./chunk-TZA6AVOO.js";

// src/options/flags.ts
function flagsOf(fields) {
  return fields.map((field) => withDefault(options[field])).filter((flag) => flag !== null);
}
function withDefault({ flag, default: text }) {
  if (flag === null || flag.value === null) return flag;
  const shownDefault = flag.shownDefault ?? text;
  return shownDefault === "" ? flag : { ...flag, shownDefault };
}
function parseArgsOptions(flags) {
  return Object.fromEntries(
    flags.map(({ name, value }) => [name, { type: value === null ? "boolean" : "string" }])
  );
}
function helpLines(flags) {
  const usages = flags.map(({ name, value }) => value === null ? `--${name}` : `--${name} ${value}`);
  const width = Math.max(...usages.map(({ length }) => length));
  const lines = flags.map(({ help, shownDefault }, index) => {
    const standard = shownDefault === void 0 ? "" : ` (default: ${shownDefault})`;
    return `  ${(usages[index] ?? "").padEnd(width)}  ${help}${standard}
`;
  });
  return lines.join("");
}
function rawInputsOf(values) {
  const raw = {};
  for (const { input, flag } of Object.values(options)) {
    const value = flag === null ? void 0 : values[flag.name];
    if (typeof value === "string") raw[input] = value;
    else if (value === true && flag?.sets !== void 0) raw[input] = flag.sets;
  }
  return raw;
}
function asFlagProblem(problem) {
  const input = /^Input "([a-z-]+)"/.exec(problem)?.[1];
  const flag = Object.values(options).find((option) => option.input === input)?.flag;
  return problem.replace(/^Input "[a-z-]+"/, `Option "--${flag?.name ?? input}"`);
}

export {
  flagsOf,
  parseArgsOptions,
  helpLines,
  rawInputsOf,
  asFlagProblem
};
