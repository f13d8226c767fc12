// Where a shared store is.

export type StorePlace =
  /** Absolute. */
  | { readonly kind: 'directory'; readonly path: string }
  /** `prefix` has no slash at its ends; empty for the whole bucket. */
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string }

/** For messages: `directory /mnt/modules`, `s3://bucket/prefix`. */
export function placeName(place: StorePlace): string {
  if (place.kind === 'directory') return `directory ${place.path}`
  return `s3://${place.bucket}${place.prefix === '' ? '' : `/${place.prefix}`}`
}
