import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  createZipAdmitter
} from "./chunks/chunk-O7ENUELR.js";
import "./chunks/chunk-MX5IYXMD.js";
import "./chunks/chunk-IJVSS66D.js";
import "./chunks/chunk-EHUZJGNP.js";
import "./chunks/chunk-46WF2ASF.js";
import "./chunks/chunk-A4EUQ5K2.js";
import "./chunks/chunk-SX2QXANG.js";
import "./chunks/chunk-XJBXGNPY.js";
import "./chunks/chunk-7NWQSAQC.js";
import "./chunks/chunk-VTGBLTEK.js";
import "./chunks/chunk-YVZYUHEY.js";
import "./chunks/chunk-DIT3HX7E.js";

// src/modcache/unpack/zip-worker.ts
import { parentPort, workerData } from "node:worker_threads";
var port = parentPort;
var admit = createZipAdmitter(workerData);
var answer = (message) => port?.postMessage(message);
async function admitAll(tasks) {
  const outcomes = [];
  for (const task of tasks) outcomes.push(await admit(task));
  return outcomes;
}
port?.on("message", async (tasks) => answer({ kind: "done", outcomes: await admitAll(tasks) }));
answer({ kind: "ready" });
