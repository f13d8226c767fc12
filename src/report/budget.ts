// How a summary stays small: sections are left out from the least important, and what is missing is said.

/** A part of the summary as finished HTML. */
export interface Section {
  /** For the sentence that says what was left out. */
  readonly name: string
  /** The higher, the longer it stays; `Infinity` always stays. */
  readonly weight: number
  readonly html: string
}

const utf8 = new TextEncoder()

/** What fits into `limitBytes` of UTF-8, in the same order, and the names of what doesn't. */
export function fitSections(
  sections: readonly Section[],
  limitBytes: number,
): { readonly kept: readonly Section[]; readonly omitted: readonly string[] } {
  let left = limitBytes
  const kept = new Set<Section>()
  const byWeight = [...sections].sort((a, b) => b.weight - a.weight)
  for (const section of byWeight) {
    const bytes = utf8.encode(section.html).length
    if (bytes > left && section.weight !== Number.POSITIVE_INFINITY) continue
    kept.add(section)
    left -= bytes
  }
  return {
    kept: sections.filter((section) => kept.has(section)),
    omitted: sections.filter((section) => !kept.has(section)).map((section) => section.name),
  }
}
