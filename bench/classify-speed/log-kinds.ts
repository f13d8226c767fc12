// The logs whose classification is timed.

const stamp = '2024-05-01T10:00:00.1234567Z'
const failed = 'dial tcp 142.250.185.113:443: i/o timeout'

/** Downloads, tests and other work, as a build on GitHub prints them; one fault near the beginning. */
function build(index: number): string {
  if (index === 5_000)
    return `${stamp} go: a.b/c@v1.0.0: Get "https://proxy.golang.org/a.b/c/@v/v1.0.0.zip": ${failed}`
  const kinds = [
    `go: downloading github.com/some/module${index} v1.2.${index % 10}`,
    `=== RUN   TestSomething/${index}`,
    `    something_test.go:${index}: value ${index} of something`,
    `ok  \texample.com/package${index}\t0.${index % 1000}s`,
    `Compiling something else entirely, object ${index} of many others in the build`,
  ]
  return `${stamp} ${kinds[index % kinds.length]}`
}

/** Line makers by name. */
export const logKinds = {
  build,
  'other work': (index: number) =>
    `[${index}] building some object file number ${index} with a compiler and flags -O2 -Wall -c x.c -o x.o`,
  'test output': (index: number) =>
    index % 50 === 0
      ? `--- FAIL: TestX${index} (0.0s)`
      : `    x_test.go:${index}: package go.mod dial tcp refused @v1 ${index}`,
  'nothing but errors': (index: number) =>
    `go: a.b/c${index % 1000}@v1.0.0: Get "https://proxy.golang.org/a.b/c${index % 1000}/@v/v1.0.0.mod": ${failed}`,
} satisfies Record<string, (index: number) => string>
