import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  checkModule
} from "./chunks/chunk-YWAXEMAD.js";
import "./chunks/chunk-MIY3A4KY.js";
import "./chunks/chunk-GT2VA2H6.js";
import "./chunks/chunk-BMSEMRBX.js";
import "./chunks/chunk-MV42EYJQ.js";
import "./chunks/chunk-SX2QXANG.js";
import "./chunks/chunk-7FVPEUAK.js";
import "./chunks/chunk-TCI37KHK.js";
import "./chunks/chunk-63HWN3IU.js";
import "./chunks/chunk-VTGBLTEK.js";
import "./chunks/chunk-YTQ6ZR7C.js";
import "./chunks/chunk-DIT3HX7E.js";

// src/modcache/verify/verify-worker.ts
import { parentPort, workerData } from "node:worker_threads";
var port = parentPort;
var gomodcache = workerData;
port?.on("message", async (modules) => {
  const checks = [];
  for (const sums of modules) checks.push(await checkModule(sums, gomodcache));
  port.postMessage(checks);
});
