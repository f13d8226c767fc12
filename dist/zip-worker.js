import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  createZipAdmitter
} from "./chunks/chunk-JS3QXDWB.js";
import "./chunks/chunk-MVFDZA3Y.js";
import "./chunks/chunk-LD7P22FN.js";
import "./chunks/chunk-OAHNPVNA.js";
import "./chunks/chunk-TLRKIPLF.js";
import "./chunks/chunk-4KQDFTVE.js";
import "./chunks/chunk-SX2QXANG.js";
import "./chunks/chunk-HVNKS63A.js";
import "./chunks/chunk-7NWQSAQC.js";
import "./chunks/chunk-DIT3HX7E.js";

// src/modcache/unpack/zip-worker.ts
import { parentPort, workerData } from "node:worker_threads";
var port = parentPort;
var admitZip = createZipAdmitter(workerData);
port?.on("message", ({ id, task }) => {
  const answer = (message) => port.postMessage(message);
  admitZip(task).then(
    (outcome) => answer({ id, kind: "done", outcome }),
    (error) => answer({ id, kind: "threw", message: String(error) })
  );
});
