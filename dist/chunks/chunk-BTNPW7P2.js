import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/text/secret-values.ts
var secretWords = /token|secret|passw(?:or)?d|passphrase|pwd$|credential|api[._-]?key|private[._-]?key|access[._-]?key|signing[._-]?key|signature|^sig$|^auth$|(?:^|[._-])pat$|_auth$|cookie|jwt/i;
var harmlessNames = /(?:_FILE|_PATH|_DIR|_SOCK|_URL|_URI|_HOST|_PROGRAM|_HELPER|_TTL|_TYPE|_NAME|_TIMEOUT)$|^GOAUTH$|^(?:OLD)?PWD$/i;
var trivialValues = new Set(
  "access-token|basic|bearer|changeme|default|disabled|enabled|github|netrc|not-set|optional|password|private|required|secret|secrets|undefined|x-access-token|x-oauth-basic".split(
    "|"
  )
);
var shortestValue = 6;
function isSecretName(name) {
  return secretWords.test(name);
}
function secretValues(env) {
  const values = Object.entries(env).flatMap(([name, value = ""]) => [
    ...isSecretName(name) && !harmlessNames.test(name) ? [value.trim()] : [],
    ...urlCredentials(value)
  ]);
  return [...new Set(values)].filter(isTelling);
}
function urlCredentials(text) {
  return [...text.matchAll(/:\/\/([^\s/?#,|]{1,2000})@/g)].flatMap(([, userinfo = ""]) => {
    const colon = userinfo.indexOf(":");
    const user = colon < 0 ? userinfo : userinfo.slice(0, colon);
    const password = colon < 0 ? "" : userinfo.slice(colon + 1);
    return loginSecrets(user, password).flatMap((value) => [value, decoded(value)]);
  });
}
function loginSecrets(user, password) {
  return (isTelling(decoded(password)) ? [password] : [password, user]).filter(isTelling);
}
function isTelling(value) {
  return value.length >= shortestValue && !isTrivial(value);
}
function isTrivial(value) {
  return trivialValues.has(value.toLowerCase());
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export {
  isSecretName,
  secretValues,
  loginSecrets,
  isTrivial
};
