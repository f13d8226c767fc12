import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  withTerminal
} from "./chunk-EJEK7YJD.js";
import {
  createHttp,
  displayGoproxyList,
  inputDefaults,
  parseInputs,
  prepare,
  probe,
  rankProxies
} from "./chunk-OOJKKG2I.js";
import {
  oneLine
} from "./chunk-HBIYYFXC.js";
import {
  misuse
} from "./chunk-VWLN6T26.js";
import "./chunk-T4A5ZRDD.js";
import "./chunk-DIT3HX7E.js";

// src/commands/probe.ts
async function probeCommand(options) {
  const raw = {
    ...inputDefaults,
    cache: "false",
    "working-directory": options.dir ?? ".",
    proxies: options.proxies ?? ""
  };
  const parsed = parseInputs(raw, process.cwd());
  if (parsed.kind === "invalid") return misuse(parsed.problems.join("\n").replaceAll('Input "', 'Option "--'));
  return withTerminal({}, async (world) => {
    const prepared = await prepare(parsed.inputs, world);
    if (prepared.kind === "problem") {
      const { evidence, remedy } = prepared.fault;
      return { code: 1, message: [...evidence.map(({ text }) => text), ...remedy].join("\n") };
    }
    const { setup } = prepared;
    const http = createHttp({ env: setup.env, goauth: setup.project.env.GOAUTH });
    try {
      const verdicts = await probe(setup, world, http);
      const { list, ranking } = rankProxies(setup.list, verdicts);
      const goproxy = displayGoproxyList(list);
      const answer = options.json ? `${JSON.stringify({ goproxy, reason: ranking.reason, proxies: ranking.verdicts }, null, 2)}
` : [...ranking.verdicts.map(line), ranking.reason, `GOPROXY=${goproxy}`].map((text) => `${oneLine(text, 2e3)}
`).join("");
      process.stdout.write(world.redact(answer));
      return { code: verdicts.length === 0 || verdicts.some(({ health }) => health === "healthy") ? 0 : 1 };
    } finally {
      await http.close();
    }
  });
}
function line({ proxy, health, latencyMs, reason, findings }) {
  const latency = latencyMs === null ? "" : ` (${Math.round(latencyMs)} ms)`;
  return [`${proxy}: ${health}${latency}: ${reason}`, ...findings].join(" ");
}
export {
  probeCommand
};
