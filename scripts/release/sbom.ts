// Reduces npm's SBOM of all that is installed to what is bundled. (`npm sbom --omit=dev` of npm 11 leaves out what a tool needs as well.)

import * as v from 'valibot'

const component = v.looseObject({ 'bom-ref': v.string(), name: v.string(), version: v.string() })
const cycloneDx = v.looseObject({
  bomFormat: v.literal('CycloneDX'),
  metadata: v.looseObject({ component }),
  components: v.array(component),
  dependencies: v.array(v.looseObject({ ref: v.string(), dependsOn: v.array(v.string()) })),
})

type Sbom = v.InferOutput<typeof cycloneDx>

/** The first line of a section of dist/licenses.txt, which names a package that is in the bundle. */
const heading = /^((?:@[^\s@/]+\/)?[^\s@/]+@\S+) \([^()]*(?:\([^()]*\)[^()]*)*\)$/gm

/**
 * @param npm what `npm sbom --sbom-format=cyclonedx` prints, parsed
 * @param licences the text of dist/licenses.txt
 * @throws where npm doesn't know a package that is bundled, or the text names none
 */
export function bundledSbom(npm: unknown, licences: string): Sbom {
  const sbom = v.parse(cycloneDx, npm)
  const bundled = new Set([...licences.matchAll(heading)].map(([, name]) => name))
  const components = sbom.components.filter(({ name, version }) => bundled.has(`${name}@${version}`))
  const known = new Set(components.map(({ name, version }) => `${name}@${version}`))
  const unknown = [...bundled].filter((name) => name !== undefined && !known.has(name))
  if (unknown.length > 0) throw new Error(`npm knows nothing of what is bundled: ${unknown.join(', ')}`)
  if (bundled.size === 0) throw new Error('dist/licenses.txt names no package')
  const refs = new Set([sbom.metadata.component, ...components].map((part) => part['bom-ref']))
  const dependencies = sbom.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map((entry) => ({ ...entry, dependsOn: entry.dependsOn.filter((ref) => refs.has(ref)) }))
  return { ...sbom, components, dependencies }
}
