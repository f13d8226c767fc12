import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/text/units.ts
function formatBytes(bytes) {
  if (bytes < 1e3) return plural(Math.round(bytes), "byte");
  const units = ["kB", "MB", "GB", "TB"];
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1e3 ** power;
  const unit = units[power - 1] ?? "TB";
  return `${value < 99.95 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}
function formatDuration(ms) {
  if (ms < 999.5) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 9950) return `${(ms / 1e3).toFixed(1)} s`;
  const seconds = Math.round(ms / 1e3);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined(`${minutes} min`, seconds % 60, "s");
  return joined(`${Math.floor(minutes / 60)} h`, minutes % 60, "min");
}
function plural(count, noun, many = `${noun}s`) {
  return `${formatCount(count)} ${count === 1 ? noun : many}`;
}
function formatCount(count) {
  const digits = String(count);
  const groups = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join(",");
}
function joined(whole, rest, unit) {
  return rest === 0 ? whole : `${whole} ${rest} ${unit}`;
}

export {
  formatBytes,
  formatDuration,
  plural,
  formatCount
};
