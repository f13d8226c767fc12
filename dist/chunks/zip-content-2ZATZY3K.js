import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  hashEntry
} from "./chunk-SIDW4P26.js";
import "./chunk-ZOU2PNK2.js";
import "./chunk-DIT3HX7E.js";
export {
  hashEntry
};
