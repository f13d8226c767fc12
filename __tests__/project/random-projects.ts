// Random projects for the plan: modules with and without graph pruning, replaced, excluded, in workspaces.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type ModuleRecipe,
  makeModule,
  type SyntheticModule,
  seededRandom,
} from '../helpers/synthetic-modules.ts'

/** A project on disk, and the modules that a proxy must have for it. */
interface RandomProject {
  readonly modules: readonly SyntheticModule[]
  /** Where `go mod download` runs. */
  readonly dir: string
}

interface Chance {
  readonly pick: <T>(choices: readonly T[]) => T
  readonly happens: (probability: number) => boolean
  readonly some: <T>(choices: readonly T[], probability: number) => T[]
}

function chanceOf(random: () => number): Chance {
  const happens: Chance['happens'] = (probability) => random() < probability
  return {
    happens,
    pick: (choices) => {
      const choice = choices[Math.floor(random() * choices.length)]
      if (choice === undefined) throw new Error('nothing to pick from')
      return choice
    },
    some: (choices, probability) => choices.filter(() => happens(probability)),
  }
}

// The main modules have published versions too, which others may require.
const paths = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'main/one', 'main/two'].map((name) => `example.com/${name}`)
const versions = ['v1.0.0', 'v1.1.0-rc.1', 'v1.1.0', 'v1.2.0', 'v1.10.0']
const goLines = ['1.15', '1.16', '1.17', '1.20', '1.21'] as const

/** Makes the project of this seed below `folder`. */
export async function makeRandomProject(seed: number, folder: string): Promise<RandomProject> {
  const chance = chanceOf(seededRandom(seed))
  const modules = await Promise.all(
    paths.flatMap((path) =>
      versions.map((version) =>
        makeModule({
          path,
          version,
          go: chance.happens(0.1) ? null : chance.pick(goLines),
          requires: someRequirements(chance, 0.2, path),
          ...(chance.happens(0.1) ? { modLines: [`replace ${chance.pick(paths)} => ../nowhere`] } : {}),
        } satisfies ModuleRecipe),
      ),
    ),
  )
  const workspace = chance.happens(0.35)
  const members = workspace ? ['one', 'two', 'three'].slice(0, chance.pick([1, 2, 3])) : ['one']
  for (const name of members) await makeMain(chance, folder, name, workspace)
  if (!workspace) return { modules, dir: join(folder, 'one') }
  const replaces = chance.happens(0.4) ? await someReplaces(chance, folder, 'work') : []
  const uses = members.map((name) => `use ./${name}`)
  await writeFile(join(folder, 'go.work'), ['go 1.21', ...uses, ...replaces, ''].join('\n'))
  return { modules, dir: folder }
}

function someRequirements(chance: Chance, probability: number, self: string) {
  return chance
    .some(
      paths.filter((path) => path !== self),
      probability,
    )
    .map((path) => ({ path, version: chance.pick(versions) }))
}

async function makeMain(chance: Chance, folder: string, name: string, inWorkspace: boolean): Promise<void> {
  const dir = join(folder, name)
  await mkdir(dir, { recursive: true })
  const requires = someRequirements(chance, 0.45, '').map(({ path, version }) => `require ${path} ${version}`)
  const excludes = chance.some(paths, 0.15).map((path) => `exclude ${path} ${chance.pick(versions)}`)
  // Replacements of different members may contradict each other, which `go` refuses.
  const replaces = chance.happens(0.5) && !inWorkspace ? await someReplaces(chance, dir, name) : []
  const lines = [
    `module example.com/main/${name}`,
    ...mainGoLine(chance),
    ...requires,
    ...excludes,
    ...replaces,
  ]
  await writeFile(join(dir, 'go.mod'), `${lines.join('\n')}\n`)
}

function mainGoLine(chance: Chance): string[] {
  return chance.happens(0.1) ? [] : [`go ${chance.pick(goLines)}`]
}

async function someReplaces(chance: Chance, dir: string, name: string): Promise<string[]> {
  const lines: string[] = []
  for (const path of chance.some(paths, 0.25)) {
    const old = chance.happens(0.5) ? path : `${path} ${chance.pick(versions)}`
    if (chance.happens(0.5)) {
      lines.push(`replace ${old} => ${chance.pick(paths)} ${chance.pick(versions)}`)
      continue
    }
    const local = `local-${name}-${lines.length}`
    const requires = someRequirements(chance, 0.2, path).map(
      (module) => `require ${module.path} ${module.version}`,
    )
    await mkdir(join(dir, local), { recursive: true })
    await writeFile(
      join(dir, local, 'go.mod'),
      [`module ${path}`, `go ${chance.pick(goLines)}`, ...requires, ''].join('\n'),
    )
    lines.push(`replace ${old} => ./${local}`)
  }
  return lines
}
