import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  loadTlsRoots
} from "./chunk-WBRSNHLG.js";
import "./chunk-DIT3HX7E.js";
export {
  loadTlsRoots
};
