#!/usr/bin/env node
import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  endProcess
} from "./chunks/chunk-ERRH7GT7.js";
import {
  misuse,
  printError,
  printText
} from "./chunks/chunk-U4UFHYQI.js";
import "./chunks/chunk-6NO3A7YV.js";
import "./chunks/chunk-DIT3HX7E.js";

// src/commands/command-line.ts
import { parseArgs } from "node:util";

// package.json
var package_default = {
  name: "resilient-go-modules",
  version: "0.1.0",
  private: true,
  description: "A GitHub Action that makes the Go module cache complete, or says in five seconds of reading why it can't.",
  license: "MIT",
  type: "module",
  engines: {
    node: ">=20.18.1"
  },
  scripts: {
    check: "tsc && biome check --error-on-warnings && node scripts/docs.mjs --check",
    fix: "biome check --write",
    build: "node scripts/build.mjs",
    "check:dist": "node scripts/build.mjs --check",
    jest: "node --experimental-vm-modules --disable-warning=ExperimentalWarning node_modules/jest/bin/jest.js",
    test: "npm run check && npm run check:dist && npm run jest",
    docs: "node scripts/docs.mjs",
    bench: "node bench/run.mjs bench/download.ts",
    "bench:classify": "node bench/run.mjs bench/classify.ts",
    "bench:plan": "node bench/run.mjs bench/plan.ts",
    drill: "node bench/run.mjs bench/drill/drill.ts",
    fixtures: "node bench/run.mjs scripts/fixtures.ts"
  },
  dependencies: {
    "@actions/cache": "6.3.0",
    "@actions/core": "3.0.1",
    "@actions/exec": "3.0.0",
    "@actions/tool-cache": "4.0.0",
    "hast-util-to-html": "9.0.6",
    hastscript: "9.0.3",
    picomatch: "4.0.7",
    "tar-stream": "3.1.7",
    undici: "7.30.2",
    yauzl: "3.4.0"
  },
  devDependencies: {
    "@biomejs/biome": "2.6.8",
    "@jest/globals": "30.5.2",
    "@types/hast": "3.0.5",
    "@types/node": "24.19.2",
    "@types/picomatch": "4.0.3",
    "@types/tar-stream": "3.1.3",
    "@types/yauzl": "3.4.0",
    "@types/yazl": "3.3.1",
    ajv: "8.20.0",
    esbuild: "0.28.2",
    "fast-check": "4.10.2",
    jest: "30.5.2",
    recheck: "4.5.0",
    "rehype-raw": "7.0.0",
    "rehype-sanitize": "6.0.0",
    "rehype-stringify": "10.0.1",
    "remark-gfm": "4.0.1",
    "remark-parse": "11.0.0",
    "remark-rehype": "11.1.2",
    typescript: "7.0.2",
    unified: "11.0.5",
    yaml: "2.9.1",
    yazl: "3.3.1"
  }
};

// src/version.ts
var version = package_default.version;

// src/commands/usage.ts
var help = { help: { type: "boolean", short: "h" } };
var commandOptions = {
  download: {
    ...help,
    dir: { type: "string" },
    modules: { type: "string" },
    proxies: { type: "string" },
    "cache-store": { type: "string" },
    "cache-prefix": { type: "string" },
    "no-cache": { type: "boolean" },
    "no-prefetch": { type: "boolean" },
    "strict-integrity": { type: "boolean" },
    "fail-on-change": { type: "boolean" },
    attempts: { type: "string" },
    timeout: { type: "string" },
    "stall-timeout": { type: "string" },
    summary: { type: "string" },
    report: { type: "string" },
    verbose: { type: "boolean" }
  },
  probe: { ...help, dir: { type: "string" }, proxies: { type: "string" }, json: { type: "boolean" } },
  classify: { ...help, json: { type: "boolean" } }
};
var general = `Usage: cli.js <command> [options]

Commands:
  download   Make the module cache complete, with retries, failover and a report.
  probe      Ask every GOPROXY candidate and say which is healthy, and why.
  classify   Read a log and name the fault in its module downloads.

cli.js <command> --help tells more.
Exit codes: 0 done, 1 the download failed or no proxy is healthy, 2 wrong usage, 3 a bug of ours.
`;
var texts = {
  download: `Usage: cli.js download [options]

  --dir DIR             where to look for go.mod and go.work (default: the current folder)
  --modules LIST        folders or globs below it (default: all modules)
  --proxies LIST        GOPROXY candidates (default: the list that go env GOPROXY tells)
  --cache-store STORE   keep the module cache in directory:PATH (default: no cache)
  --cache-prefix TEXT   part of the cache key
  --no-cache            neither restore nor save, even if a store is given
  --no-prefetch         leave all fetching to go
  --strict-integrity    fail when a proxy sent bytes that go.sum contradicts
  --fail-on-change      fail when go.mod or go.sum had to be changed
  --attempts N          runs of go mod download at most (default: 4)
  --timeout T           limit for the whole run, such as 10m (default: 10m)
  --stall-timeout T     cut off a request without a byte for this long (default: 10s)
  --summary FILE        write the summary as Markdown
  --report FILE         write the report as JSON
  --verbose             show details
`,
  probe: `Usage: cli.js probe [options]

  --dir DIR        where to look for go.mod and go.work (default: the current folder)
  --proxies LIST   GOPROXY candidates (default: the list that go env GOPROXY tells)
  --json           one JSON object instead of a table
`,
  classify: `Usage: cli.js classify [FILE | -] [--json]

Reads a log from FILE, or from standard input, and names the fault in its Go module downloads.
`
};
function usage(command) {
  return command === void 0 ? general : texts[command];
}

// src/commands/command-line.ts
async function runCommandLine(args, transfer) {
  const { code, message } = await dispatch(args, transfer).catch(asBug);
  if (message !== void 0) printError(message);
  process.exitCode = code;
}
async function dispatch([name, ...rest], transfer) {
  if (name === void 0) return misuse(usage());
  if (name === "--version") return printed(`${version}
`);
  if (name === "--help" || name === "-h" || name === "help") return printed(usage());
  if (!isCommand(name)) return misuse(`There is no command "${name}".

${usage()}`);
  if (rest.includes("--help") || rest.includes("-h")) return printed(usage(name));
  switch (name) {
    case "download": {
      const { values } = parseArgs({ args: [...rest], options: commandOptions.download });
      return (await import("./chunks/download-3VJEJVTR.js")).downloadCommand(values, transfer);
    }
    case "probe": {
      const { values } = parseArgs({ args: [...rest], options: commandOptions.probe });
      return (await import("./chunks/probe-OY2DPAZQ.js")).probeCommand(values);
    }
    case "classify": {
      const { values, positionals } = parseArgs({
        args: [...rest],
        options: commandOptions.classify,
        allowPositionals: true
      });
      if (positionals.length > 1) return misuse(`classify reads one file, not ${positionals.length}.`);
      return (await import("./chunks/classify-XYV32TZO.js")).classifyCommand({ ...values, file: positionals[0] ?? "-" });
    }
  }
}
function printed(text) {
  printText(text);
  return { code: 0 };
}
function isCommand(name) {
  return Object.hasOwn(commandOptions, name);
}
function asBug(error) {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  return code.startsWith("ERR_PARSE_ARGS") ? misuse(error instanceof Error ? error.message : text) : { code: 3, message: `A bug of Resilient Go Modules; please report it.
${text}` };
}

// src/cli.ts
await runCommandLine(process.argv.slice(2), new URL("./transfer.js", import.meta.url));
await endProcess(Number(process.exitCode ?? 0));
