#!/usr/bin/env node
// Plays `gh` for release.yml: releases and tags in the file that STATE names, with what GitHub does to them; `jq` plays gh's own.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const state = JSON.parse(readFileSync(process.env.STATE, 'utf8'))
const [command, ...args] = process.argv.slice(2)
const option = (name) => args[args.indexOf(name) + 1]
const filter = args.includes('--jq') ? option('--jq') : '.'
/** `gh` takes the first draft that it meets, where a tag has several. */
const byTag = (tag) => state.releases.find(({ tag_name }) => tag_name === tag)

if (command === 'release' && args[0] === 'create') {
  const id = Math.max(0, ...state.releases.map((one) => one.id)) + 1
  state.releases.push({
    id,
    tag_name: args[1],
    draft: true,
    immutable: false,
    target_commitish: option('--target'),
  })
} else if (command === 'release' && args[0] === 'view') {
  print({ databaseId: byTag(args[1]).id })
} else if (command === 'api') {
  api()
} else {
  fail(`no command ${command} ${args[0]}`)
}
writeFileSync(process.env.STATE, JSON.stringify(state))

function api() {
  const method = args.includes('--method') ? option('--method') : 'GET'
  const path = args.find((arg) => arg.startsWith('repos/{owner}/{repo}/'))?.slice(21)
  const fields = Object.fromEntries(
    args.flatMap((arg, i) => (/^-[fF]$/.test(arg) ? [args[i + 1].split(/=(.*)/s, 2)] : [])),
  )
  const id = Number(/^releases\/(\d+)$/.exec(path)?.[1])
  const release = state.releases.find((one) => one.id === id)
  const [, tag] = /^(?:commits|git\/refs?\/tags)\/(.+)$/.exec(path) ?? []
  const known = tag !== undefined && Object.hasOwn(state.tags, tag)
  if (method === 'GET' && path === 'releases') print(state.releases)
  else if (method === 'GET' && path === 'releases/latest') print(byTag(state.latest) ?? fail('HTTP 404'))
  else if (release !== undefined && method === 'GET') print(release)
  else if (release !== undefined && method === 'DELETE')
    state.releases.splice(state.releases.indexOf(release), 1)
  else if (release !== undefined && method === 'PATCH') change(release, fields)
  else if (method === 'GET' && known) print({ sha: state.tags[tag] })
  else if (method === 'PATCH' && known) move(tag, fields)
  else if (method === 'POST' && path === 'git/refs') move(fields.ref.replace('refs/tags/', ''), fields)
  else fail(`HTTP 404: ${method} ${path}`)
}

function change(release, { draft, tag_name = 'untagged-1', target_commitish, make_latest }) {
  if (!release.draft) fail('HTTP 422: a published release can not be changed')
  Object.assign(release, { tag_name, ...(target_commitish && { target_commitish }) })
  if (draft !== 'false') return
  Object.assign(release, { draft: false, immutable: state.immutable })
  state.tags[tag_name] = release.target_commitish
  if (make_latest === 'true') state.latest = tag_name
}

function move(tag, { sha }) {
  state.tags[tag] = sha
}

function print(value) {
  const { stdout, stderr, status } = spawnSync('jq', ['-r', filter], { input: JSON.stringify(value) })
  if (status !== 0) fail(String(stderr))
  process.stdout.write(stdout)
}

function fail(message) {
  throw new Error(message)
}
