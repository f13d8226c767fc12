import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  __commonJS
} from "./chunk-DIT3HX7E.js";

// left-out:node:http2
var require_node_http2 = __commonJS({
  "left-out:node:http2"() {
    throw new Error("HTTP/2 is left out of this bundle");
  }
});

export {
  require_node_http2
};
