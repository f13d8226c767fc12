// A place for the cases to run in: own network, own file system, real host names and paths, nothing outside in reach.

import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { blackHole, hostAddresses, unreachable } from './addresses.ts'

/** Go releases of the cases and where their GOROOT is on this machine. */
type GoRoots = Readonly<Record<string, string>>

const ambientVersion = (): string =>
  execFileSync('go', ['env', 'GOVERSION'], {
    encoding: 'utf8',
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  })
    .trim()
    .slice(2)

/** Asks `go` for each release's GOROOT, downloading it where it is not there yet. */
export function findGoRoots(versions: readonly string[]): GoRoots {
  const own = ambientVersion()
  const rootOf = (version: string): string => {
    const GOTOOLCHAIN = version === own ? 'local' : `go${version}`
    return execFileSync('go', ['env', 'GOROOT'], {
      encoding: 'utf8',
      env: { ...process.env, GOTOOLCHAIN },
    }).trim()
  }
  return Object.fromEntries(versions.map((version) => [version, rootOf(version)]))
}

/** Where a release is inside, as on a GitHub runner. */
export function insideGoRoot(version: string): string {
  return `/opt/hostedtoolcache/go/${version}/x64`
}

const setUp = `set -e
base=$1; output=$2; script=$3; shift 3
mount -t tmpfs tmpfs "$base"; mkdir "$base/up" "$base/work" "$base/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$base/up,workdir=$base/work" "$base/root"
cd "$base/root"
mount --rbind /proc proc; mount --rbind /dev dev; mount --bind "$output" ".$output"
for each in home tmp var/cache; do mkdir -p "$each"; mount -t tmpfs tmpfs "$each"; done; mkdir -p home/runner; chmod 1777 tmp
mkdir -p ".$(dirname "$script")"; cp "$script" ".$script" 2>/dev/null || true
ip link set lo up
while [ "$1" != -- ]; do
  case "$1" in
    goroot) mkdir -p ".$3"; mount --bind "$2" ".$3";;
    address) ip addr add "$2" dev lo;;
    hole) ip tuntap add dev hole mode tun; ip addr add 10.255.0.1/24 dev hole; ip link set hole up; ip route add "$2" dev hole;;
    unreachable) ip route add unreachable "$2";;
  esac
  shift 3
done; shift
exec chroot . "$@"
`

/** Runs `script` again inside; resolves to its exit code. Needs root, `unshare`, `ip` and overlayfs. */
export async function runInside(
  script: string,
  roots: GoRoots,
  output: string,
  args: readonly string[],
): Promise<number> {
  const base = `/tmp/fixtures-${process.pid}`
  mkdirSync(base, { recursive: true })
  writeFileSync(`${base}.sh`, setUp)
  const places = [
    ...Object.entries(roots).map(([version, root]) => ['goroot', root, insideGoRoot(version)]),
    ...Object.values(hostAddresses).map((ip) => ['address', `${ip}/32`, '-']),
    ['hole', blackHole, '-'],
    ['unreachable', unreachable, '-'],
  ].flat()
  const child = spawn(
    'unshare',
    [
      '--net',
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      '--propagation',
      'private',
      'bash',
      `${base}.sh`,
      base,
      output,
      script,
      ...places,
      '--',
      process.execPath,
      script,
      '--inside',
      ...args,
    ],
    { stdio: 'inherit' },
  )
  try {
    return await new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => resolve(code ?? 1))
    })
  } finally {
    rmSync(base, { recursive: true, force: true })
    rmSync(`${base}.sh`, { force: true })
  }
}
