import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  damage,
  readZipBuffer,
  readZipFile
} from "./chunk-TCI37KHK.js";
import "./chunk-63HWN3IU.js";
import "./chunk-DIT3HX7E.js";
export {
  damage,
  readZipBuffer,
  readZipFile
};
