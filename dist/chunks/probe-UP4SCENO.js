import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  withTerminal
} from "./chunk-CESPPTSB.js";
import {
  createHttp,
  parseInputs,
  prepare,
  probe,
  rankProxies
} from "./chunk-6ACB2ZZH.js";
import "./chunk-EBUBQPN2.js";
import {
  sentence
} from "./chunk-L7P2GGGF.js";
import "./chunk-INVBXJX4.js";
import {
  asFlagProblem,
  rawInputsOf
} from "./chunk-TQ5HPVDR.js";
import {
  displayGoproxyList
} from "./chunk-4BRC2DSI.js";
import {
  misuse,
  printJson,
  printText
} from "./chunk-FCYQZVFD.js";
import {
  oneLine
} from "./chunk-NYTL7T3Y.js";
import "./chunk-MF74IWTB.js";
import "./chunk-IOPLYINE.js";
import "./chunk-S7GWYUIU.js";
import "./chunk-SX2QXANG.js";
import "./chunk-B5I7U7GJ.js";
import "./chunk-DIT3HX7E.js";

// src/commands/probe.ts
async function probeCommand(options) {
  const parsed = parseInputs({ cache: "false", ...rawInputsOf(options) }, process.cwd());
  if (parsed.kind === "invalid") return misuse(parsed.problems.map(asFlagProblem).join("\n"));
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
      return { code: verdicts.length === 0 || verdicts.some(isRight) ? 0 : 1 };
    } finally {
      await http.close();
    }
  });
}
function isRight({ health }) {
  return health === "healthy" || health === "slow";
}
function line({ proxy, health, reason, findings }) {
  return [`${proxy}: ${health}.`, ...[reason, ...findings].map(sentence)].join(" ");
}
export {
  probeCommand
};
