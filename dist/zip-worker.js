import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  createZipAdmitter
} from "./chunks/chunk-5IAJWQDM.js";
import "./chunks/chunk-IGMP6SC7.js";
import "./chunks/chunk-ILNX3UIH.js";
import "./chunks/chunk-N53PFCT3.js";
import "./chunks/chunk-GWL37QUU.js";
import "./chunks/chunk-BMSEMRBX.js";
import "./chunks/chunk-MV42EYJQ.js";
import "./chunks/chunk-SX2QXANG.js";
import "./chunks/chunk-7FVPEUAK.js";
import "./chunks/chunk-TCI37KHK.js";
import "./chunks/chunk-63HWN3IU.js";
import "./chunks/chunk-VTGBLTEK.js";
import "./chunks/chunk-YTQ6ZR7C.js";
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
