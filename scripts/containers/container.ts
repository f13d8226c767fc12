// Runs a program in a root file system of its own, as `docker exec` does: mounts and root of its own, and no variable but the given ones.

import { spawn } from 'node:child_process'
import { readdir, readlink } from 'node:fs/promises'
import { text } from 'node:stream/consumers'

export interface Container {
  /** The folder of its root file system. */
  readonly root: string
  /** A folder of this machine, which it sees at the same place; the only one that it can write where `readOnly`. */
  readonly work: string
  readonly readOnly: boolean
  readonly withoutProc: boolean
}

export interface Program {
  /** Its absolute path in the container, and its arguments. */
  readonly command: readonly [string, ...string[]]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
  readonly uid: number
  /** Told the process id, which is the program's own once it runs. */
  readonly onStart: (pid: number) => void
}

/** An emulated run takes two minutes on a busy machine. */
const limitMs = 600_000

/**
 * In a namespace of users, as emulated.sh makes one, /dev can be bound only with all that is mounted in it, and root may not take a group.
 *
 * Arguments: root, work, `ro` or `rw`, `proc` or `none`, the user, the current folder, then variables and the command after `--`.
 */
const enter = `
root=$1 work=$2 mode=$3 proc=$4 user=$5 folder=$6
shift 6
mount --bind "$root" "$root"
mkdir -p "$root$work"
mount --bind "$work" "$root$work"
mount --rbind /dev "$root/dev"
[ "$proc" = none ] || mount -t proc proc "$root/proc"
[ "$mode" = rw ] || mount -o remount,bind,ro "$root"
variables=()
while [ "$1" != -- ]; do variables+=("$1"); shift; done
shift
ids=()
[ "$user" = 0 ] || ids=(--setuid "$user" --setgid "$user")
exec env -i "\${variables[@]}" "$(command -v unshare)" "\${ids[@]}" --root "$root" --wd "$folder" "$@"
`

/** Runs it to its end, which comes within ten minutes. The code is null where a signal has ended it. */
export async function runIn(
  { root, work, readOnly, withoutProc }: Container,
  { command, env, cwd, uid, onStart }: Program,
): Promise<{ readonly code: number | null; readonly text: string }> {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const place = [root, work, readOnly ? 'ro' : 'rw', withoutProc ? 'none' : 'proc', String(uid), cwd]
  const args = ['--mount', 'bash', '-euc', enter, '-', ...place, ...variables, '--', ...command]
  const child = spawn('unshare', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
  })
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (child.pid !== undefined) onStart(child.pid)
  const [code, out, err] = await Promise.all([closed, text(child.stdout), text(child.stderr)])
  return { code, text: out + err }
}

/** The ids of all processes whose root is this folder. */
export async function runningIn(root: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const roots = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/root`).catch(() => '')))
  return pids.filter((_, index) => roots[index] === root)
}
