// When and where a report was made.

import * as v from 'valibot'
import { ordinal, text } from './values.ts'

export const at = v.pipe(
  text,
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/),
  v.description('When the run began: ISO 8601, in UTC.'),
)

export const workflowRun = v.pipe(
  v.nullable(
    v.object({
      repository: v.pipe(
        text,
        v.description(
          '`owner/name`; of GitLab `group/subgroup/project`; of Jenkins the path of the git remote, else the name of the job.',
        ),
      ),
      workflow: v.pipe(
        text,
        v.description(
          "The workflow's name, or its file where it has none; the file of a GitLab pipeline, the name of a Jenkins job.",
        ),
      ),
      job: v.pipe(
        text,
        v.description('The id of the job in the workflow; the name of a GitLab job or of a Jenkins stage.'),
      ),
      id: v.pipe(
        text,
        v.description('Of the run, pipeline or build; with `repository` and `attempt` it names one.'),
      ),
      attempt: ordinal,
      event: text,
      ref: v.pipe(text, v.description('Such as `refs/heads/main`; empty where the event has none.')),
    }),
  ),
  v.description('The run of GitHub Actions, GitLab CI or Jenkins; null elsewhere.'),
)

export const runner = v.object({
  os: v.pipe(text, v.description('`Linux`, `Windows`, `macOS`, as GitHub names them.')),
  arch: v.pipe(text, v.description('`X64`, `ARM64` and so on, as GitHub names them.')),
  hosted: v.pipe(v.nullable(v.boolean()), v.description('Is it a runner of GitHub? Null where unknown.')),
})

export const action = v.object({ version: v.pipe(text, v.description('Of Resilient Go Modules.')) })
