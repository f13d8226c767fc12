// The healthy answers of a module proxy that has every version of every module, with invented content.

import { type ModuleContent, moduleZip, plainModule } from './module-content.ts'
import type { Answer, Ask } from './scene.ts'

const unescapeModule = (text: string): string =>
  text.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** The parts of a module proxy's path, or null. */
export function proxyPath(path: string): { module: string; version: string; kind: string } | null {
  const parts = /^\/(?:goproxy\/|api\/go\/[^/]+\/|repository\/[^/]+\/)?(.+)\/@v\/(.+)\.(info|mod|zip)$/.exec(
    path,
  )
  if (parts === null) return null
  const [, module = '', version = '', kind = ''] = parts
  return { module: unescapeModule(module), version: unescapeModule(version), kind }
}

/** Answers for the given modules, and plain content for all others; no list, no `@latest`, no checksum database. */
export function healthyProxy(modules: readonly ModuleContent[]): (ask: Ask) => Promise<Answer> {
  return async ({ path }) => {
    const file = proxyPath(path)
    if (file === null)
      return path.endsWith('/@v/list')
        ? { kind: 'status', status: 200 }
        : { kind: 'status', status: 404, body: 'not found' }
    const { module, version, kind } = file
    const content =
      modules.find((each) => each.path === module && each.version === version) ?? plainModule(module, version)
    if (kind === 'zip')
      return { kind: 'status', status: 200, body: await moduleZip(content), type: 'application/zip' }
    const info = JSON.stringify({ Version: version, Time: '2024-05-02T10:00:00Z' })
    return {
      kind: 'status',
      status: 200,
      body: kind === 'mod' ? content.goMod : info,
      type: kind === 'info' ? 'application/json' : 'text/plain',
    }
  }
}
