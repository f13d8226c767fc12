// A Jest transformer: TypeScript to JavaScript, one file at a time, without type checking.
import { transformSync } from 'esbuild'

export default {
  process(source, path) {
    const { code, map } = transformSync(source, {
      loader: 'ts',
      format: 'esm',
      target: 'node20.18',
      sourcefile: path,
      sourcemap: 'external',
    })
    return { code, map }
  },
}
