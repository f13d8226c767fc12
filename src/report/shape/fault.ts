// The report's part about faults, and the lines that show them.

import * as v from 'valibot'
import { faultCategories } from '../../faults/category.ts'
import { privateQuestions } from '../../faults/fault.ts'
import { count, ordinal, text, texts } from './values.ts'

export const category = v.pipe(
  v.picklist(faultCategories),
  v.description('Stable; the meaning of each is in docs/faults.md.'),
)

export const evidenceLine = v.object({ line: count, text })

const answer = v.object({ question: v.picklist(privateQuestions), answer: text })

export const fault = v.object({
  category,
  id: v.pipe(text, v.description('`category/detail`, stable once released.')),
  transient: v.pipe(v.boolean(), v.description('Would the same run minutes later plausibly pass?')),
  module: v.pipe(v.nullable(text), v.description('`path@version`, or the path alone.')),
  host: v.nullable(text),
  proxy: v.pipe(v.nullable(text), v.description('The GOPROXY entry that answered, without credentials.')),
  url: v.pipe(v.nullable(text), v.description('Asked for, without credentials.')),
  also: v.pipe(
    v.array(category),
    v.description('Other categories that a reader may look for, such as the transport of a `sumdb` fault.'),
  ),
  blocked: v.pipe(count, v.description('How many modules it kept from being downloaded.')),
  evidence: v.array(evidenceLine),
  answers: v.pipe(
    v.array(answer),
    v.description(
      'Of a module that may be private: was the network in the way, the credentials, or is it not there? In this order; else empty.',
    ),
  ),
  remedy: v.pipe(texts, v.description('What to do, in order.')),
  confidence: v.pipe(
    v.number(),
    v.minValue(0),
    v.maxValue(1),
    v.description('From 0.8 on it is stated, below it is "probably".'),
  ),
})

export const classification = v.object({ primary: v.nullable(fault), faults: v.array(fault) })

export const excerpt = v.nullable(
  v.object({
    lines: v.array(v.object({ line: count, text, causal: v.boolean(), repeats: ordinal })),
    omitted: count,
  }),
)
