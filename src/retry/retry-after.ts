// What a server asks for with `Retry-After`. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after

const dayMs = 86_400_000
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

// The three forms of RFC 9110 §5.6.7; recipients must read the obsolete two as well.
const imfDate =
  /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT/
const rfc850Date =
  /[A-Z][a-z]{5,8}, (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT/
const asctimeDate =
  /[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})/
const oneValue = new RegExp(
  `^(?:${[imfDate, rfc850Date, asctimeDate].map(({ source }) => source.replace(/\(\?<\w+>/g, '(?:')).join('|')}|[^,]*)`,
)

/**
 * The wait asked for, in milliseconds from `now`: 0 for a date that has passed, a day at most (no run lasts longer). Of several
 * values the longest counts. Null where no value can be read; a negative number is no value.
 */
export function retryAfterMs(
  header: string | readonly string[] | null | undefined,
  now: Date,
): number | null {
  if (header === null || header === undefined) return null
  const waits = (typeof header === 'string' ? [header] : header)
    .flatMap(splitValues)
    .map((value) => waitOf(value, now))
    .filter((wait) => wait !== null)
  return waits.length === 0 ? null : Math.max(...waits)
}

/** HTTP libraries join repeated headers by `, `, which is also part of a date. */
function splitValues(header: string): string[] {
  const values: string[] = []
  let rest = header.slice(0, 1_024).trim()
  while (rest !== '') {
    const value = oneValue.exec(rest)?.[0] ?? ''
    values.push(value.trim())
    rest = rest.slice(value.length).replace(/^[^,]*,?\s*/, '')
  }
  return values
}

function waitOf(value: string, now: Date): number | null {
  if (/^\d+$/.test(value)) return Math.min(Number(value) * 1_000, dayMs)
  const time = dateMs(value, now)
  return time === null ? null : Math.min(Math.max(0, time - now.getTime()), dayMs)
}

function dateMs(value: string, now: Date): number | null {
  const found = [imfDate, rfc850Date, asctimeDate]
    .map((form) => form.exec(value))
    .find((match) => match?.[0] === value)
  const { day = '', month = '', year = '', time = '' } = found?.groups ?? {}
  const monthIndex = months.indexOf(month)
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  if (monthIndex === -1 || hour > 23 || minute > 59 || second > 60) return null
  const ms = Date.UTC(fullYear(Number(year), now), monthIndex, Number(day), hour, minute, second)
  return new Date(ms).getUTCDate() === Number(day) || second === 60 ? ms : null
}

/** A year of two digits that seems over 50 years ahead is one of the past (RFC 9110 §5.6.7). */
function fullYear(year: number, now: Date): number {
  if (year > 99) return year
  const century = Math.floor(now.getUTCFullYear() / 100) * 100
  return century + year > now.getUTCFullYear() + 50 ? century + year - 100 : century + year
}
