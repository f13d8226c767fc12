// Prints the SBOM of the bundle.
//
//   npm sbom --sbom-format=cyclonedx | npm run --silent release:sbom
import { readFileSync } from 'node:fs'
import { json } from 'node:stream/consumers'
import { bundledSbom } from './sbom.ts'

const sbom = bundledSbom(await json(process.stdin), readFileSync('dist/licenses.txt', 'utf8'))
console.log(JSON.stringify(sbom, null, 2))
