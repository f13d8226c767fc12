import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  cut,
  plainText
} from "./chunk-GT2VA2H6.js";

// src/platform/console-log.ts
var colors = { bold: "1", dim: "2", red: "31", yellow: "33", blue: "34" };
function createLog(options) {
  const redact = (text) => options.redact(plainText(options.redact(text)));
  return options.format === "github" ? githubLog({ ...options, redact }) : terminalLog({ ...options, redact });
}
function githubLog({ write, redact }) {
  let open = false;
  const print = (text, prefix = "") => {
    for (const line of safeLines(redact(text))) write(`${prefix}${line}
`);
  };
  return {
    info: (line) => print(line),
    // Not `::warning`: annotations are few, and chosen by the report. The viewer shows this line in colour.
    warn: (line) => print(line, paint("yellow", "Warning: ")),
    debug: (line) => write(`${workflowCommand("debug", {}, redact(line))}
`),
    annotate: (annotation) => write(`${annotationCommand(annotation, redact)}
`),
    setProgress: () => {
    },
    group: async (title, body) => {
      if (open) {
        print(title);
        return await body();
      }
      open = true;
      write(`${workflowCommand("group", {}, redact(title))}
`);
      try {
        return await body();
      } finally {
        open = false;
        write("::endgroup::\n");
      }
    }
  };
}
function terminalLog({ write, redact, verbose = false, tty = null }) {
  let depth = 0;
  let progress = null;
  const color = (name, text) => tty?.colors ? paint(name, text) : text;
  const erase = () => progress !== null && write("\r\x1B[2K");
  const draw = () => progress !== null && tty !== null && write(cut(progress, Math.max(10, tty.columns() - 1)));
  const print = (text, prefix = "", style = (line) => line) => {
    erase();
    const indent = "  ".repeat(depth);
    for (const line of safeLines(redact(text))) write(`${indent}${prefix}${style(line)}
`);
    draw();
  };
  return {
    info: (line) => print(line),
    warn: (line) => print(line, color("yellow", "Warning: ")),
    debug: (line) => verbose && print(line, "", (text) => color("dim", text)),
    annotate: ({ level, title, message, file, line }) => {
      const place = file === void 0 ? "" : `${file}${line === void 0 ? "" : `:${line}`}: `;
      const name = { error: "Error", warning: "Warning", notice: "Notice" }[level];
      print(`${place}${title}: ${message}`, `${color(level === "error" ? "red" : "yellow", name)}: `);
    },
    setProgress: (text) => {
      if (tty === null) return;
      const next = text === null ? null : safeLines(redact(text)).join(" ");
      if (next === progress) return;
      erase();
      progress = next;
      draw();
    },
    group: async (title, body) => {
      print(title, "", (text) => color("bold", text));
      depth += 1;
      try {
        return await body();
      } finally {
        depth -= 1;
      }
    }
  };
}
function workflowCommand(name, properties, message) {
  const listed = Object.entries(properties).filter(([, value]) => value !== "").map(
    ([key, value]) => `${key}=${escapeData(safeLines(value).join("\n")).replaceAll(":", "%3A").replaceAll(",", "%2C")}`
  );
  return `::${name}${listed.length > 0 ? ` ${listed.join(",")}` : ""}::${escapeData(safeLines(message).join("\n"))}`;
}
function annotationCommand(annotation, redact) {
  const { level, title, message, file = "", line } = annotation;
  const place = { file: redact(file), line: file !== "" && line !== void 0 ? String(line) : "" };
  return workflowCommand(level, { ...place, title: redact(title) }, cut(redact(message), 4e3));
}
function escapeData(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function safeLines(text) {
  return plainText(text).split("\n").map((line) => line.replace(/##(?=\w{0,20}\[)/g, "## ").replace(/^(\s*):(?=:)/, "$1: "));
}
function paint(name, text) {
  return `\x1B[${colors[name]}m${text}\x1B[0m`;
}

export {
  createLog,
  safeLines
};
