#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  endProcess
} from "./chunks/chunk-BIQ25HJY.js";
import {
  version
} from "./chunks/chunk-GM64CQL4.js";
import {
  flagsOf,
  helpLines,
  parseArgsOptions
} from "./chunks/chunk-HJOBYDHC.js";
import "./chunks/chunk-TZA6AVOO.js";
import {
  misuse,
  noTemporaryFolder,
  printError,
  printText
} from "./chunks/chunk-5LBYVYY6.js";
import "./chunks/chunk-JILPM63I.js";
import "./chunks/chunk-GT2VA2H6.js";
import {
  errorCode,
  errorMessage,
  errorStack
} from "./chunks/chunk-YTQ6ZR7C.js";
import "./chunks/chunk-DIT3HX7E.js";

// src/commands/command-line.ts
import { parseArgs } from "node:util";

// src/commands/usage.ts
var json = { name: "json", value: null, help: "one JSON object instead of text" };
var commandFlags = {
  download: [
    ...flagsOf([
      "workingDirectory",
      "modules",
      "proxies",
      "cacheStore",
      "sharePrivate",
      "cachePrefix",
      "cache",
      "prefetch",
      "strictIntegrity",
      "failOnChange",
      "attempts",
      "timeoutMs",
      "stallTimeoutMs",
      "reportPath"
    ]),
    { name: "summary", value: "FILE", help: "write the summary as Markdown" },
    { name: "verbose", value: null, help: "show details" }
  ],
  probe: [...flagsOf(["workingDirectory", "proxies"]), json],
  classify: [json],
  fleet: [
    { name: "since", value: "AGE", help: "only runs of the last 12h, 30d, 8w \u2026", shownDefault: "all" },
    { name: "html", value: "FILE", help: "write a page, which needs no network" },
    { name: "metrics", value: "FILE", help: "write OpenMetrics, for Prometheus" },
    { name: "incidents", value: "FILE", help: "write open incidents as Markdown; empty where none is open" },
    { name: "runs", value: "FILE", help: "write a line of JSON for each run, to be queried or read again" },
    json
  ],
  verify: [...flagsOf(["workingDirectory", "modules"]), json]
};
function commandOptions(command) {
  return { help: { type: "boolean", short: "h" }, ...parseArgsOptions(commandFlags[command]) };
}
function isCommand(name) {
  return Object.hasOwn(commandFlags, name);
}
var general = `Usage: cli.js <command> [options]

Commands:
  download   Make the module cache complete, with retries, failover and a report.
  probe      Ask every GOPROXY candidate and say which is healthy, and why.
  classify   Read a log and name the fault in its module downloads.
  verify     Hold the module cache against go.sum: zips, .mod files, unpacked modules.
  fleet      Read the reports of many runs and say what broke them, when and where.

cli.js <command> --help tells more.
Exit codes: 0 done, 1 the download failed, no proxy is healthy or verify found a difference,
2 wrong usage, 3 a bug of ours.
`;
var introductions = {
  download: "Usage: cli.js download [options]\n",
  probe: "Usage: cli.js probe [options]\n",
  classify: `Usage: cli.js classify [FILE | -] [options]

Reads a log from FILE, or from standard input, and names the fault in its Go module downloads.
`,
  fleet: `Usage: cli.js fleet PATH\u2026 [options]

Reads reports: files, folders and zips (the .json, .ndjson and .jsonl files in them, gzipped or not), globs, or - for
one report a line on standard input. A report that comes twice counts once; what can't be read is counted and named.
A file that --runs wrote is read like the reports that it was made of.
`,
  verify: `Usage: cli.js verify [options]

Hashes the zips, .mod files and unpacked modules of the module cache anew, and holds them against go.sum and
go.work.sum. It trusts no .ziphash, changes nothing, and needs no network.
Exit codes: 0 all that is there is right (what is missing is told), 1 a difference, 2 nothing could be verified.
`
};
function usage(command) {
  return command === void 0 ? general : `${introductions[command]}
${helpLines(commandFlags[command])}`;
}

// src/commands/command-line.ts
async function runCommandLine(args, programs) {
  const { code, message } = await dispatch(args, programs).catch(asBug);
  if (message !== void 0) printError(message);
  process.exitCode = code;
}
async function dispatch([name, ...rest], programs) {
  if (name === void 0) return misuse(usage());
  if (name === "--version") return printed(`${version}
`);
  if (name === "--help" || name === "-h" || name === "help") return printed(usage());
  if (!isCommand(name)) return misuse(`There is no command "${name}".

${usage()}`);
  if (rest.includes("--help") || rest.includes("-h")) return printed(usage(name));
  switch (name) {
    case "download": {
      const { values } = parseArgs({ args: [...rest], options: commandOptions(name) });
      return (await import("./chunks/download-BGJL3IMR.js")).downloadCommand(scalars(values), programs);
    }
    case "probe": {
      const { values } = parseArgs({ args: [...rest], options: commandOptions(name) });
      return (await import("./chunks/probe-AM7BVZFW.js")).probeCommand(scalars(values));
    }
    case "verify": {
      const { values } = parseArgs({ args: [...rest], options: commandOptions(name) });
      return (await import("./chunks/verify-Y7JQUL56.js")).verifyCommand(scalars(values), programs.verifyWorker);
    }
    case "fleet": {
      const { values, positionals } = parseArgs({
        args: [...rest],
        options: commandOptions(name),
        allowPositionals: true
      });
      return (await import("./chunks/fleet-GRLH45WA.js")).fleetCommand(positionals, scalars(values));
    }
    case "classify": {
      const { values, positionals } = parseArgs({
        args: [...rest],
        options: commandOptions(name),
        allowPositionals: true
      });
      if (positionals.length > 1) return misuse(`classify reads one file, not ${positionals.length}.`);
      const file = positionals[0] ?? "-";
      return (await import("./chunks/classify-SUQN74VE.js")).classifyCommand({ file, json: values.json === true });
    }
  }
}
function printed(text) {
  printText(text);
  return { code: 0 };
}
function scalars(values) {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.at(-1) : value
  ]);
  return Object.fromEntries(entries);
}
function asBug(error) {
  const code = errorCode(error);
  return code?.startsWith("ERR_PARSE_ARGS") || code === noTemporaryFolder ? misuse(errorMessage(error)) : { code: 3, message: `A bug of Resilient Go Modules; please report it.
${errorStack(error)}` };
}

// src/cli.ts
await runCommandLine(process.argv.slice(2), {
  transfer: new URL("./transfer.js", import.meta.url),
  folderProcess: new URL("./folder-process.js", import.meta.url),
  zipWorker: new URL("./zip-worker.js", import.meta.url),
  verifyWorker: new URL("./verify-worker.js", import.meta.url)
});
await endProcess(Number(process.exitCode ?? 0));
