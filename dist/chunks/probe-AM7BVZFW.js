import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  createHttp,
  prepare,
  probe,
  rankProxies
} from "./chunk-WOGMO4RY.js";
import {
  parseInputs
} from "./chunk-ONZAVZ5O.js";
import {
  withTerminal
} from "./chunk-KQQMGTD7.js";
import "./chunk-N7QCWDKK.js";
import {
  sentence
} from "./chunk-JBAUATCF.js";
import "./chunk-ODKUHEMP.js";
import "./chunk-X2I2YWQ6.js";
import "./chunk-VOY3SHN2.js";
import "./chunk-7ZYG2ZTG.js";
import "./chunk-RUPG7QZH.js";
import "./chunk-BTNPW7P2.js";
import "./chunk-ISXEJC2Y.js";
import "./chunk-WBRSNHLG.js";
import "./chunk-TVG32IQI.js";
import {
  asFlagProblem,
  rawInputsOf
} from "./chunk-HJOBYDHC.js";
import {
  displayGoproxyList
} from "./chunk-TZA6AVOO.js";
import {
  misuse,
  printJson,
  printText
} from "./chunk-5LBYVYY6.js";
import "./chunk-JILPM63I.js";
import "./chunk-4QV2QJF2.js";
import "./chunk-IOPLYINE.js";
import "./chunk-NNWYPZ6C.js";
import "./chunk-ZIHWHPLB.js";
import "./chunk-IGMP6SC7.js";
import "./chunk-ILNX3UIH.js";
import "./chunk-N53PFCT3.js";
import "./chunk-GWL37QUU.js";
import "./chunk-MIY3A4KY.js";
import {
  oneLine
} from "./chunk-GT2VA2H6.js";
import "./chunk-MV42EYJQ.js";
import "./chunk-SX2QXANG.js";
import "./chunk-VTGBLTEK.js";
import "./chunk-YTQ6ZR7C.js";
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
