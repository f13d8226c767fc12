// The command `probe`: every GOPROXY candidate's verdict, with its reason.

import { displayGoproxyList } from '../go/goproxy-list.ts'
import { asFlagProblem, type FlagValues, rawInputsOf } from '../options/flags.ts'
import { parseInputs } from '../options/inputs.ts'
import { createHttp } from '../platform/http.ts'
import { rankProxies } from '../probe/rank.ts'
import type { ProxyVerdict } from '../probe/verdict.ts'
import { sentence } from '../report/verdict.ts'
import { probe } from '../run/download-online.ts'
import { prepare } from '../run/prepare.ts'
import { oneLine } from '../text/sanitise.ts'
import { type CommandResult, misuse } from './command-result.ts'
import { printJson, printText } from './print.ts'
import { withTerminal } from './terminal.ts'

/** Exit code 1 when proxies were asked and none gave anything right; a slow one is no ill one. */
export async function probeCommand(options: FlagValues): Promise<CommandResult> {
  const parsed = parseInputs({ cache: 'false', ...rawInputsOf(options) }, process.cwd())
  if (parsed.kind === 'invalid') return misuse(parsed.problems.map(asFlagProblem).join('\n'))
  return withTerminal({}, async (world): Promise<CommandResult> => {
    const prepared = await prepare(parsed.inputs, world)
    if (prepared.kind === 'problem') {
      const { evidence, remedy } = prepared.fault
      return {
        code: 1,
        message: world.redact(
          [...evidence.map(({ text }) => text), ...remedy].map((text) => oneLine(text, 2_000)).join('\n'),
        ),
      }
    }
    const { setup } = prepared
    const http = createHttp({ env: setup.env, goauth: setup.project.env.GOAUTH })
    try {
      const verdicts = await probe(setup, world, { http })
      const { list, ranking } = rankProxies(setup.list, verdicts)
      const goproxy = displayGoproxyList(list)
      const answer = { goproxy, reason: ranking.reason, proxies: ranking.verdicts }
      const lines = [...ranking.verdicts.map(line), ranking.reason, `GOPROXY=${goproxy}`]
      if (options.json) printJson(world.redact(JSON.stringify(answer, null, 2)))
      else printText(world.redact(lines.map((text) => `${oneLine(text, 2_000)}\n`).join('')))
      return { code: verdicts.length === 0 || verdicts.some(isRight) ? 0 : 1 }
    } finally {
      await http.close()
    }
  })
}

function isRight({ health }: ProxyVerdict): boolean {
  return health === 'healthy' || health === 'slow'
}

function line({ proxy, health, reason, findings }: ProxyVerdict): string {
  return [`${proxy}: ${health}.`, ...[reason, ...findings].map(sentence)].join(' ')
}
