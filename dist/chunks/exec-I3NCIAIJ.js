import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  exec,
  getExecOutput
} from "./chunk-KCNZT63X.js";
import "./chunk-DIT3HX7E.js";
export {
  exec,
  getExecOutput
};
