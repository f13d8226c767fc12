import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  hashEntry
} from "./chunk-7FVPEUAK.js";
import "./chunk-TCI37KHK.js";
import "./chunk-63HWN3IU.js";
import "./chunk-DIT3HX7E.js";
export {
  hashEntry
};
