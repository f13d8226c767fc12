// How JSON from outside becomes a value of a known shape.

import * as v from 'valibot'

/** A value as a reader is given it: nothing in it is changed. */
type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T

/** The type that a shape describes. */
export type Shaped<S extends v.GenericSchema> = Frozen<v.InferOutput<S>>

export type ParsedJson<T> =
  | { readonly kind: 'ok'; readonly value: T }
  /** A clause that says what is wrong, and in which field. */
  | { readonly kind: 'unreadable'; readonly problem: string }

/** Fields that the shape doesn't tell are left out. */
export function parseJson<const S extends v.GenericSchema>(
  shape: S,
  text: string,
): ParsedJson<v.InferOutput<S>> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { kind: 'unreadable', problem: 'it is no JSON' }
  }
  const parsed = v.safeParse(shape, value, { abortEarly: true })
  if (parsed.success) return { kind: 'ok', value: parsed.output }
  const [issue] = parsed.issues
  return { kind: 'unreadable', problem: `${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}` }
}
