import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  damage,
  readZipBuffer,
  readZipFile
} from "./chunk-7NWQSAQC.js";
import "./chunk-DIT3HX7E.js";
export {
  damage,
  readZipBuffer,
  readZipFile
};
