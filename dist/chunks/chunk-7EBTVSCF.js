import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

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
    attack: "npm run jest -- --config jest.attack.config.mjs",
    bench: "node bench/run.mjs bench/good-day.ts",
    "bench:classify": "node bench/run.mjs bench/classify.ts",
    "bench:fleet": "node bench/run.mjs bench/fleet.ts",
    "bench:fleet-reports": "node bench/run.mjs bench/fleet-reports.ts",
    "bench:plan": "node bench/run.mjs bench/plan.ts",
    "bench:fetch-cpu": "node bench/run.mjs bench/fetch-cpu.ts",
    "bench:store": "node bench/run.mjs bench/store.ts",
    "bench:unpack": "node bench/run.mjs bench/unpack/parity.ts",
    drill: "node bench/run.mjs bench/drill/drill.ts",
    fixtures: "node bench/run.mjs scripts/fixtures.ts"
  },
  dependencies: {
    "@actions/cache": "6.3.0",
    "@actions/core": "3.0.1",
    "@actions/exec": "3.0.0",
    "@actions/tool-cache": "4.0.0",
    "@smithy/signature-v4": "5.7.5",
    "d3-array": "3.2.4",
    "d3-scale": "4.0.2",
    "d3-shape": "3.2.0",
    "hast-util-to-html": "9.0.6",
    hastscript: "9.0.3",
    picomatch: "4.0.7",
    "tar-stream": "3.1.7",
    undici: "7.30.2",
    valibot: "1.5.0",
    yauzl: "3.4.0"
  },
  devDependencies: {
    "@biomejs/biome": "2.6.8",
    "@jest/globals": "30.5.2",
    "@types/d3-array": "3.2.2",
    "@types/d3-scale": "4.0.9",
    "@types/d3-shape": "3.2.0",
    "@types/hast": "3.0.5",
    "@types/node": "24.19.2",
    "@types/picomatch": "4.0.3",
    "@types/tar-stream": "3.1.3",
    "@types/yauzl": "3.4.0",
    "@types/yazl": "3.3.1",
    "@valibot/to-json-schema": "1.8.0",
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

export {
  version
};
