// The place in docs/faults.md where a fault is explained.

/** The anchor of a fault's id in the catalogue, as GitHub makes it from the heading: `server-error/http-503` → `#server-error-http-503`. */
export function faultAnchor(id: string): string {
  return `#${id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
}
