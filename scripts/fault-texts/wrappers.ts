// What CI systems and other tools put around what `go` prints.

import type { Layout } from './run-scene.ts'
import { seededNumber, seededPick } from './seeded.ts'

/** A text in its surroundings; `seed` decides times and numbers. */
type Wrapper = (text: string, command: string, seed: string) => string

const lines = (text: string): string[] => text.replace(/\n+$/, '').split('\n')
const each = (text: string, write: (line: string, index: number) => string): string =>
  lines(text).map(write).join('\n')
const clock = (seed: string, second: number): Date =>
  new Date(
    Date.UTC(2024, seededNumber(seed) % 12, 1 + (seededNumber(`${seed} day`) % 28), 9, 14, second % 60, 137),
  )
const iso = (seed: string, second: number): string => clock(seed, second).toISOString()
const ticks = (seed: string, second: number): string => iso(seed, second).replace('137Z', '1370482Z')

const github: Wrapper = (text, command, seed) =>
  each(
    `##[group]Run ${command}\n\u001b[36;1m${command}\u001b[0m\nshell: /usr/bin/bash -e {0}\nenv:\n  GOTOOLCHAIN: local\n##[endgroup]\n${lines(text).join('\n')}\n##[error]Process completed with exit code 1.`,
    (line, index) => `${ticks(seed, index)} ${line}`,
  )

const githubPage: Wrapper = (text, command) =>
  `Run ${command}\n${each(text, (line) => `  ${line}`)}\n  Error: Process completed with exit code 1.`

const githubDownloaded: Wrapper = (text, command, seed) =>
  each(
    `Run ${command}\n${lines(text).join('\n')}\nError: Process completed with exit code 1.`,
    (line, index) => `build\tDownload modules\t${ticks(seed, index)} ${line}`,
  )

const buildkit: Wrapper = (text, command, seed) => {
  const step = 8 + (seededNumber(seed) % 9)
  const run = `[build ${step - 5}/${step}] RUN ${command}`
  return [
    `#${step} ${run}`,
    each(text, (line, index) => `#${step} ${(0.3 + index * 0.41).toFixed(3)} ${line}`),
    `#${step} ERROR: process "/bin/sh -c ${command}" did not complete successfully: exit code: 1`,
    '------',
    ` > ${run}:`,
    lines(text)
      .slice(-10)
      .map((line, index) => `${(0.3 + index * 0.41).toFixed(3)} ${line}`)
      .join('\n'),
    '------',
    'Dockerfile:9',
    '--------------------',
    '   7 |     COPY go.mod go.sum ./',
    `   9 | >>> RUN ${command}`,
    '--------------------',
    `ERROR: failed to solve: process "/bin/sh -c ${command}" did not complete successfully: exit code: 1`,
  ].join('\n')
}

const dockerClassic: Wrapper = (text, command) =>
  `Step 6/11 : RUN ${command}\n ---> Running in 5b1c7d0f9a3e\n${lines(text)
    .map((line) => `\u001b[91m${line}\n\u001b[0m`)
    .join('')}The command '/bin/sh -c ${command}' returned a non-zero code: 1`

const kaniko: Wrapper = (text, command) =>
  `INFO[0014] RUN ${command}\nINFO[0014] Running: [/bin/sh -c ${command}]\n${lines(text).join('\n')}\nerror building image: error building stage: failed to execute command: waiting for process to exit: exit status 1`

const gitlab: Wrapper = (text, command) =>
  `section_start:1718445600:step_script\r\u001b[0K\u001b[0K\u001b[36;1mExecuting "step_script" stage of the job script\u001b[0;m\u001b[0;m\n\u001b[32;1m$ ${command}\u001b[0;m\n${lines(text).join('\n')}\nsection_end:1718445671:step_script\r\u001b[0Ksection_start:1718445671:cleanup_file_variables\r\u001b[0K\u001b[0K\u001b[36;1mCleaning up project directory and file based variables\u001b[0;m\u001b[0;m\nsection_end:1718445672:cleanup_file_variables\r\u001b[0K\u001b[31;1mERROR: Job failed: exit code 1\u001b[0;m`

const gitlabTimestamped: Wrapper = (text, command, seed) =>
  each(
    `\u001b[32;1m$ ${command}\u001b[0;m\n${lines(text).join('\n')}\n\u001b[31;1mERROR: Job failed: exit code 1\u001b[0;m`,
    (line, index) => `${iso(seed, index).replace('137Z', '137204Z')} 01O ${line}`,
  )

const jenkins: Wrapper = (text, command) =>
  `[Pipeline] { (Build)\n[Pipeline] sh\n+ ${command}\n${lines(text).join('\n')}\n[Pipeline] }\n[Pipeline] // stage\n[Pipeline] End of Pipeline\nERROR: script returned exit code 1\nFinished: FAILURE`

const jenkinsTimestamped: Wrapper = (text, command, seed) =>
  each(
    `+ ${command}\n${lines(text).join('\n')}\nscript returned exit code 1`,
    (line, index) => `[${iso(seed, index)}] ${line}`,
  )

const azure: Wrapper = (text, command, seed) =>
  each(
    `##[section]Starting: go\n##[command]/usr/bin/bash --noprofile --norc /home/vsts/work/_temp/3f1b.sh\n${command}\n${lines(text).join('\n')}\n##[error]Bash exited with code '1'.\n##[section]Finishing: go`,
    (line, index) => `${ticks(seed, index)} ${line}`,
  )

const circle: Wrapper = (text, command) =>
  `#!/bin/bash -eo pipefail\n${command}\n${lines(text).join('\n')}\n\nExited with code exit status 1`

const travis: Wrapper = (text, command) =>
  `$ ${command}\n${lines(text).join('\r\n')}\r\nThe command "${command}" failed and exited with 1 during .\r\n\r\nYour build has been stopped.`

const teamCity: Wrapper = (text, command, seed) =>
  each(
    `Step 2/4: ${command}\n${lines(text).join('\n')}\nProcess exited with code 1`,
    (line, index) => `[${iso(seed, index).slice(11, 19)}]W:\t [Step 2/4] ${line}`,
  )

const make: Wrapper = (text, command) =>
  `${command}\n${lines(text).join('\n')}\nmake: *** [Makefile:${12 + command.length}: deps] Error 1`

const makeNested: Wrapper = (text, command) =>
  `make[1]: Entering directory '/home/runner/work/app/app/tools'\n${command}\n${lines(text).join('\n')}\nmake[1]: *** [Makefile:27: vendor] Error 1\nmake[1]: Leaving directory '/home/runner/work/app/app/tools'\nmake: *** [Makefile:8: all] Error 2`

const goreleaser: Wrapper = (text, command) =>
  `  • starting release...\n  • loading                                          path=.goreleaser.yaml\n  • running before hooks\n    • running                                        hook=${command}\n  ⨯ release failed after 4s                          error=hook failed: shell: '${command}': exit status 1: ${lines(text).join('\n')}`

const golangci: Wrapper = (text) =>
  `level=info msg="[config_reader] Config search paths: [./ /home/runner/work/app/app /home/runner /]"\nlevel=error msg="Running error: context loading failed: failed to load packages: failed to load with go/packages: err: exit status 1: stderr: ${lines(text).join('\n').replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}\\n"`

const bazel: Wrapper = (text) =>
  `INFO: Repository com_github_example instantiated at:\n  /home/runner/work/app/app/WORKSPACE:41:16: in <toplevel>\nERROR: An error occurred during the fetch of repository 'com_github_example':\n   Traceback (most recent call last):\n\tFile "/home/runner/.cache/bazel/external/bazel_gazelle/internal/go_repository.bzl", line 313, column 17, in _go_repository_impl\n\t\tfail("failed to fetch %s: %s" % (ctx.name, result.stderr))\nError in fail: failed to fetch com_github_example: fetch_repo: ${lines(text).join('\n')}\nERROR: Build did NOT complete successfully`

const ko: Wrapper = (text) =>
  `2024/06/12 10:02:11 Using base cgr.dev/chainguard/static:latest for example.com/app/cmd/server\n2024/06/12 10:02:12 Building example.com/app/cmd/server for linux/amd64\n2024/06/12 10:02:40 Unexpected error running "go build": exit status 1\n${lines(text).join('\n')}\nError: failed to publish images: error building "ko://example.com/app/cmd/server": exit status 1`

const act: Wrapper = (text, command) =>
  `[CI/build] ⭐ Run Main ${command}\n[CI/build]   🐳  docker exec cmd=[bash -e /var/run/act/workflow/1] user= workdir=\n${each(text, (line) => `[CI/build]   | ${line}`)}\n[CI/build]   ❌  Failure - Main ${command} [1.84s]\n[CI/build] exitcode '1': failure`

const quoted: Wrapper = (text, command) =>
  each(`$ ${command}\n${lines(text).join('\n')}`, (line) => `> ${line}`)

const windowsLines: Wrapper = (text, command) =>
  `PS D:\\a\\app\\app> ${command}\r\n${lines(text).join('\r\n')}\r\n`

const compose: Wrapper = (text, command) =>
  each(`+ ${command}\n${lines(text).join('\n')}`, (line) => `app-1  | ${line}`)

/** As in commit messages and mails: broken at 76 columns, between words. */
const folded: Wrapper = (text, command) =>
  each(`$ ${command}\n${lines(text).join('\n')}`, (line) => {
    const words = line.trim().split(' ')
    const rows: string[] = []
    for (const word of words) {
      const last = rows.at(-1)
      if (last !== undefined && last.length + word.length < 74) rows[rows.length - 1] = `${last} ${word}`
      else rows.push(word)
    }
    return rows.map((row) => `  ${row}`).join('\n')
  })

const plain: Wrapper = (text) => text

const bare = { plain, quoted, make, 'make-nested': makeNested }

const byLayout = {
  runner: {
    ...bare,
    github,
    'github-page': githubPage,
    'github-downloaded': githubDownloaded,
    azure,
    circle,
    travis,
    goreleaser,
    'golangci-lint': golangci,
    bazel,
    act,
    jenkins,
    'windows-lines': windowsLines,
  },
  container: {
    ...bare,
    buildkit,
    'buildkit-2': buildkit,
    'docker-classic': dockerClassic,
    kaniko,
    ko,
    compose,
    'jenkins-timestamped': jenkinsTimestamped,
  },
  gitlab: { ...bare, gitlab, 'gitlab-timestamped': gitlabTimestamped, 'team-city': teamCity, jenkins },
} satisfies Record<Layout, Record<string, Wrapper>>

/** Every third text stays as it is; the others get the surroundings that fit their layout. */
export function wrap(
  text: string,
  options: { layout: Layout; command: string; seed: string },
): { wrapper: string; text: string } {
  const { layout, command, seed } = options
  if (seededNumber(`${seed} plain`) % 3 === 0) return { wrapper: 'plain', text }
  if (seededNumber(`${seed} folded`) % 12 === 0)
    return { wrapper: 'folded', text: folded(text, command, seed) }
  const choices: [string, Wrapper][] = Object.entries(byLayout[layout])
  const [wrapper, write] = seededPick(`${seed} wrapper`, choices)
  return { wrapper, text: write(text, command, seed) }
}

const successes: Readonly<Record<string, Wrapper>> = {
  plain,
  github: (text, command, seed) =>
    each(
      `##[group]Run ${command}\n\u001b[36;1m${command}\u001b[0m\nshell: /usr/bin/bash -e {0}\n##[endgroup]\n${lines(text).join('\n')}\nPost job cleanup.`,
      (line, index) => `${ticks(seed, index)} ${line}`,
    ),
  buildkit: (text, command, seed) =>
    `#9 [build 4/6] RUN ${command}\n${each(text, (line, index) => `#9 ${(0.2 + index * 0.3).toFixed(3)} ${line}`)}\n#9 DONE ${(3 + (seededNumber(seed) % 40) / 10).toFixed(1)}s`,
  gitlab: (text, command) =>
    `\u001b[32;1m$ ${command}\u001b[0;m\n${lines(text).join('\n')}\nsection_end:1718445671:step_script\r\u001b[0K\u001b[32;1mJob succeeded\u001b[0;m`,
  jenkins: (text, command) =>
    `+ ${command}\n${lines(text).join('\n')}\n[Pipeline] }\n[Pipeline] End of Pipeline\nFinished: SUCCESS`,
  'docker-classic': (text, command) =>
    `Step 6/11 : RUN ${command}\n ---> Running in 5b1c7d0f9a3e\n${lines(text).join('\n')}\nRemoving intermediate container 5b1c7d0f9a3e\n ---> 9f2a61c07d11`,
}

/** Surroundings of a command that went well. */
export function wrapSuccess(
  text: string,
  options: { command: string; seed: string },
): { wrapper: string; text: string } {
  const [wrapper, write] = seededPick(`${options.seed} wrapper`, Object.entries(successes))
  return { wrapper, text: write(text, options.command, options.seed) }
}
