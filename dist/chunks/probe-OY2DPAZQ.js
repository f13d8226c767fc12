import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  withTerminal
} from "./chunk-GOOY7UNE.js";
import {
  createHttp,
  displayGoproxyList,
  inputDefaults,
  parseInputs,
  prepare,
  probe,
  rankProxies
} from "./chunk-KQMQ2RNJ.js";
import {
  sentence
} from "./chunk-SRCN7MQA.js";
import {
  misuse,
  printJson,
  printText
} from "./chunk-U4UFHYQI.js";
import {
  oneLine
} from "./chunk-6NO3A7YV.js";
import "./chunk-LIIAXDR2.js";
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
      return {
        code: 1,
        message: world.redact(
          [...evidence.map(({ text }) => text), ...remedy].map((text) => oneLine(text, 2e3)).join("\n")
        )
      };
    }
    const { setup } = prepared;
    const http = createHttp({ env: setup.env, goauth: setup.project.env.GOAUTH });
    try {
      const verdicts = await probe(setup, world, { http });
      const { list, ranking } = rankProxies(setup.list, verdicts);
      const goproxy = displayGoproxyList(list);
      const answer = { goproxy, reason: ranking.reason, proxies: ranking.verdicts };
      const lines = [...ranking.verdicts.map(line), ranking.reason, `GOPROXY=${goproxy}`];
      if (options.json) printJson(world.redact(JSON.stringify(answer, null, 2)));
      else printText(world.redact(lines.map((text) => `${oneLine(text, 2e3)}
`).join("")));
      return { code: verdicts.length === 0 || verdicts.some(({ health }) => health === "healthy") ? 0 : 1 };
    } finally {
      await http.close();
    }
  });
}
function line({ proxy, health, reason, findings }) {
  return [`${proxy}: ${health}.`, ...[reason, ...findings].map(sentence)].join(" ");
}
export {
  probeCommand
};
