import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/store/place.ts
function placeName(place) {
  if (place.kind === "directory") return `directory ${place.path}`;
  return `s3://${place.bucket}${place.prefix === "" ? "" : `/${place.prefix}`}`;
}

export {
  placeName
};
