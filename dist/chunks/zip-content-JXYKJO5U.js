import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  hashEntry
} from "./chunk-XJBXGNPY.js";
import "./chunk-7NWQSAQC.js";
import "./chunk-DIT3HX7E.js";
export {
  hashEntry
};
