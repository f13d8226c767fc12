// The kinds of values that a report is made of.

import * as v from 'valibot'

/** Text from anywhere; a renderer escapes it. */
export const text = v.string()
export const texts = v.array(text)
/** How many. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Numbered from 1. */
export const ordinal = v.pipe(v.number(), v.integer(), v.minValue(1))
/** Milliseconds, or seconds where the field says so. */
export const duration = v.pipe(v.number(), v.minValue(0))

/** A value as a reader is given it: nothing in it is changed. */
export type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Frozen<T[Key]> }
    : T
