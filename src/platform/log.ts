// What a run tells its reader while it works: one fact a line, in groups.

/** Where log lines go. Every implementation redacts and neutralises what it prints. */
export interface Log {
  /** One fact. */
  readonly info: (line: string) => void
  /** Something a person should know, though the run goes on. */
  readonly warn: (line: string) => void
  /** Detail for those who asked for it (`RUNNER_DEBUG=1`, `--verbose`). */
  readonly debug: (line: string) => void
  /** Runs `body` with its lines folded under `title`. */
  readonly group: <T>(title: string, body: () => Promise<T>) => Promise<T>
}
