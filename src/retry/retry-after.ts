// What a server asks for with `Retry-After`. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after

const dayMs = 86_400_000

/** The three forms of RFC 9110 §5.6.7; recipients must read the obsolete two as well. `Date.parse` alone takes far more for a date. */
const date =
  /[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}/
const isDate = new RegExp(`^(?:${date.source})$`)
/** HTTP libraries join repeated headers by `, `, which is also part of a date. */
const oneValue = new RegExp(`\\s*(${date.source}|[^,]+)`, 'g')

/**
 * The wait asked for, in milliseconds from `now`: 0 for a date that has passed, a day at most (no run lasts longer). Of several
 * values the longest counts. Null where no value can be read; a negative number is no value.
 */
export function retryAfterMs(
  header: string | readonly string[] | null | undefined,
  now: Date,
): number | null {
  const headers = typeof header === 'string' ? [header] : (header ?? [])
  const waits = headers
    .flatMap((text) => [...text.slice(0, 1_024).matchAll(oneValue)])
    .map(([, value = '']) => waitMs(value.trim(), now))
    .filter((wait) => wait !== null)
  return waits.length === 0 ? null : Math.max(...waits)
}

function waitMs(value: string, now: Date): number | null {
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1_000, dayMs)
  const time = isDate.test(value) ? dateMs(value) : null
  return time === null ? null : Math.min(Math.max(0, time - now.getTime()), dayMs)
}

/** Null for a day that its month doesn't have, which `Date.parse` counts on into the next one. */
function dateMs(value: string): number | null {
  const ms = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`)
  const day = Number(/\d+/.exec(value)?.[0])
  return new Date(ms).getUTCDate() === day ? ms : null
}
