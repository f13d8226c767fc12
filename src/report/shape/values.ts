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
