import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  checkFolder,
  hashEntry
} from "./chunk-TLRKIPLF.js";
import "./chunk-7NWQSAQC.js";
import "./chunk-DIT3HX7E.js";
export {
  checkFolder,
  hashEntry
};
