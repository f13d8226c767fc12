import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  withTerminal
} from "./chunk-D5755RE2.js";
import {
  createHttp,
  prepare,
  probe,
  rankProxies
} from "./chunk-VEJ5UAY2.js";
import {
  parseInputs
} from "./chunk-RMC2WNJF.js";
import "./chunk-2ZGAVYJ2.js";
import {
  sentence
} from "./chunk-N3QEMUXY.js";
import "./chunk-ODKUHEMP.js";
import "./chunk-YI3CSCM6.js";
import "./chunk-RQEFNI5X.js";
import "./chunk-5TIQ5CWW.js";
import "./chunk-Z4A4LTA4.js";
import "./chunk-QG4AWXDM.js";
import "./chunk-BTNPW7P2.js";
import "./chunk-HCH5TIYI.js";
import {
  asFlagProblem,
  rawInputsOf
} from "./chunk-G32V2Z7B.js";
import {
  misuse,
  printJson,
  printText
} from "./chunk-DSFRAUXB.js";
import {
  displayGoproxyList
} from "./chunk-3WXFDNKX.js";
import "./chunk-ZJPYTZPR.js";
import "./chunk-DGLUN6QB.js";
import "./chunk-CQNLHD3C.js";
import "./chunk-3TXAGKA7.js";
import "./chunk-IOPLYINE.js";
import "./chunk-ECMNBSBN.js";
import "./chunk-62MYYFVB.js";
import "./chunk-MIY3A4KY.js";
import {
  oneLine
} from "./chunk-GT2VA2H6.js";
import "./chunk-J5OG7JP5.js";
import "./chunk-SX2QXANG.js";
import "./chunk-R22XTSS5.js";
import "./chunk-YVZYUHEY.js";
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
