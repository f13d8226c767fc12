import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/text/error.ts
function errorCode(error) {
  return errorText(error, "code");
}
function errorMessage(error) {
  return errorText(error, "message") ?? String(error);
}
function errorStack(error) {
  return errorText(error, "stack") ?? errorMessage(error);
}
function errorText(error, name) {
  if (typeof error !== "object" || error === null) return null;
  const value = Reflect.get(error, name);
  return typeof value === "string" ? value : null;
}

export {
  errorCode,
  errorMessage,
  errorStack,
  errorText
};
