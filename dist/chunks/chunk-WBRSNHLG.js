import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/platform/tls-roots.ts
import { readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import * as tls from "node:tls";
var linux = {
  files: [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem"
  ],
  directories: ["/etc/ssl/certs", "/etc/pki/tls/certs"]
};
var bsd = {
  files: [
    "/usr/local/etc/ssl/cert.pem",
    "/etc/ssl/cert.pem",
    "/usr/local/share/certs/ca-root-nss.crt",
    "/etc/openssl/certs/ca-certificates.crt"
  ],
  directories: ["/etc/ssl/certs", "/usr/local/share/certs", "/etc/openssl/certs"]
};
async function loadTlsRoots(options) {
  const { env, platform } = options;
  if (platform === "win32" || platform === "darwin") return systemRoots();
  const places = platform.endsWith("bsd") ? bsd : linux;
  const files = env.SSL_CERT_FILE ? [env.SSL_CERT_FILE] : places.files;
  const directories = env.SSL_CERT_DIR ? env.SSL_CERT_DIR.split(":") : places.directories;
  const roots = new Set(await firstReadable(files));
  for (const pems of await Promise.all(directories.map(readDirectory))) for (const pem of pems) roots.add(pem);
  return [...roots];
}
function systemRoots() {
  const system = typeof tls.getCACertificates === "function" ? tls.getCACertificates("system") : [];
  return [.../* @__PURE__ */ new Set([...system, ...tls.rootCertificates])];
}
async function firstReadable(files) {
  for (const file of files) {
    const text = await readText(file);
    if (text !== null) return certificatesOf(text);
  }
  return [];
}
async function readDirectory(directory) {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const texts = await Promise.all(
    entries.map(async (entry) => {
      const path = join(directory, entry.name);
      if (entry.isSymbolicLink() && !(await readlink(path).catch(() => "")).includes("/")) return null;
      return readText(path);
    })
  );
  return texts.flatMap((text) => text === null ? [] : certificatesOf(text));
}
async function readText(path) {
  return readFile(path, "latin1").catch(() => null);
}
function certificatesOf(text) {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => `${block.replaceAll("\r", "")}
`);
}

export {
  loadTlsRoots
};
