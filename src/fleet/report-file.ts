// What the name of a file tells of the reports in it.

/** A report, or one in each line; compressed or not. */
export const reportFile = /\.(?:json|ndjson|jsonl)(?:\.gz)?$/i
/** A report in each line. */
export const linesFile = /\.(?:ndjson|jsonl)$/i
export const gzipFile = /\.gz$/i
/** As CI systems give the artifacts of a job. */
export const zipFile = /\.zip$/i
