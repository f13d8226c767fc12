// What GOFLAGS says that changes which module files count.
// https://pkg.go.dev/cmd/go#hdr-Environment_variables

/** The value of a flag in GOFLAGS, `-mod=vendor` or `--mod=vendor`; null where it isn't there. The last one counts. */
export function goFlag(goflags: string, name: string): string | null {
  const pattern = new RegExp(`^--?${name}=(.*)$`, 's')
  const values = splitFlags(goflags).flatMap((flag) => pattern.exec(flag)?.[1] ?? [])
  return values.at(-1) ?? null
}

/** Whether GOFLAGS switches a flag on, by `-modcacherw` or `-modcacherw=true`. The last one counts. */
export function isGoFlagSet(goflags: string, name: string): boolean {
  const pattern = new RegExp(`^--?${name}(?:=(.*))?$`, 's')
  const values = splitFlags(goflags).flatMap((flag) => {
    const match = pattern.exec(flag)
    return match === null ? [] : [match[1] ?? 'true']
  })
  // As https://pkg.go.dev/strconv#ParseBool reads them.
  return /^(?:1|t|T|true|TRUE|True)$/.test(values.at(-1) ?? '')
}

/** Flags are separated by blanks; one that holds a blank is put in quotes as a whole. */
function splitFlags(goflags: string): string[] {
  const flags = goflags.match(/'[^']*'|"[^"]*"|[^ \t\r\n]+/g) ?? []
  return flags.map((flag) => (/^(['"])[\s\S]*\1$/.test(flag) ? flag.slice(1, -1) : flag))
}
