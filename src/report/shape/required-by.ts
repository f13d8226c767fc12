// The report's part about why a module is needed.

import * as v from 'valibot'
import { count, text, texts } from './values.ts'

const requirers = v.object({
  module: v.pipe(text, v.description('As the fault names it.')),
  scope: v.pipe(text, v.description('The folder of the scope that needs it.')),
  chain: v.pipe(
    texts,
    v.description(
      'The shortest chain of requirements: the path of a main module, then `path@version` of each module up to this one.',
    ),
  ),
  replacedBy: v.pipe(
    v.nullable(text),
    v.description('What a replace line puts in place of the last of the chain, `path@version`.'),
  ),
  selected: v.pipe(v.nullable(text), v.description('The version that the build uses.')),
  versions: v.pipe(
    v.array(
      v.object({
        version: text,
        count: v.pipe(count, v.description('How many ask for it.')),
        by: v.pipe(texts, v.description("The first of those: a main module's path, or `path@version`.")),
      }),
    ),
    v.description('Who asks for which version, the highest first.'),
  ),
})

export const requiredBy = v.object({
  modules: v.pipe(
    v.array(requirers),
    v.description('Of the modules that the faults name, those that a go.mod asks for.'),
  ),
  unread: v.pipe(
    count,
    v.description(
      'go.mod files of the module graph that could not be read: what lies behind them is not known.',
    ),
  ),
})
