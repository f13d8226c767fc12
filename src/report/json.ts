// The report as JSON, for machines; its schema is docs/report.schema.json.

import type { Report } from './report.ts'

/** Two-space JSON with a final line break. Characters that a terminal or an eye would obey are written as `\u…`. */
export function reportJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`.replace(
    /[\x7f-\x9f\u2028\u2029]|[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu,
    (character) =>
      Array.from(
        { length: character.length },
        (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
      ).join(''),
  )
}
