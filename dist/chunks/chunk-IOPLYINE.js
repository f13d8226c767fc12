import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)

// src/text/line-splitter.ts
import { StringDecoder } from "node:string_decoder";
function createLineSplitter(onLine, options = {}) {
  const maxLength = options.maxLength ?? 65536;
  const decoder = new StringDecoder("utf8");
  let line = "";
  function append(text) {
    line += text;
    if (line.length > maxLength) line = `${line.slice(0, maxLength)}\u2026`;
  }
  function finish() {
    onLine(line.endsWith("\r") ? line.slice(0, -1) : line);
    line = "";
  }
  function take(text) {
    let from = 0;
    for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", from)) {
      append(text.slice(from, end));
      finish();
      from = end + 1;
    }
    append(text.slice(from));
  }
  return {
    push: (bytes) => take(decoder.write(bytes)),
    end: () => {
      take(decoder.end());
      if (line !== "") finish();
    }
  };
}

export {
  createLineSplitter
};
