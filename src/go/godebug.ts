// The variable GODEBUG, as far as HTTP/2 goes. https://go.dev/doc/godebug

/** GODEBUG with HTTP/2 switched off for clients; of two settings of one name Go takes the later one. */
export function withHttp1(godebug: string): string {
  if (usesHttp1(godebug)) return godebug
  return godebug === '' ? 'http2client=0' : `${godebug},http2client=0`
}

/** Whether GODEBUG switches HTTP/2 off already. */
export function usesHttp1(godebug: string): boolean {
  const settings = godebug.split(',').filter((setting) => setting.startsWith('http2client='))
  return settings.at(-1) === 'http2client=0'
}
