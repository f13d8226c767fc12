import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  withTerminal
} from "./chunk-L6UV7LDK.js";
import {
  createHttp,
  parseInputs,
  prepare,
  probe,
  rankProxies
} from "./chunk-DRB3P34S.js";
import {
  sentence
} from "./chunk-5CNKIZIF.js";
import {
  asFlagProblem,
  rawInputsOf
} from "./chunk-VCDQHR5J.js";
import {
  displayGoproxyList
} from "./chunk-O6IYJM6N.js";
import {
  misuse,
  printJson,
  printText
} from "./chunk-U4UFHYQI.js";
import {
  oneLine
} from "./chunk-6NO3A7YV.js";
import "./chunk-HP7UNFSY.js";
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
