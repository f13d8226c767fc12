// What a `.info` file says.
// https://go.dev/ref/mod#goproxy-protocol

import * as v from 'valibot'
import { parseJson } from '../text/json.ts'

const info = v.object({ Version: v.string() })

/** The version that it is for; null where the text is no JSON object with a version. */
export function versionOfInfo(text: string): string | null {
  const parsed = parseJson(info, text)
  return parsed.kind === 'ok' ? parsed.value.Version : null
}
