import { createRequire as __createRequire } from 'node:module'
const require = __createRequire(import.meta.url)
import {
  createInventory,
  createModReader,
  mergePlans,
  planDownload,
  presentFiles
} from "./chunk-ONZAVZ5O.js";
import {
  checkModuleVersion,
  fileName
} from "./chunk-VTGBLTEK.js";

// src/run/download-plan.ts
function createDownloadPlan(project) {
  const mods = createModReader();
  let known = null;
  const current = async () => {
    const plan = known === null || await canGrow(known, project) ? await planFromDisk(project, mods) : known;
    known = plan;
    return plan;
  };
  return {
    mods,
    current,
    wholeFiles: () => known !== null && isWhole(known) ? known.files : null,
    status: async () => statusOf(await current(), project),
    replace: (plan) => {
      known = plan;
    },
    modsRemoved: () => {
      known = null;
      mods.forgetAll();
    }
  };
}
function isComplete({ missing, isWhole: isWhole2 }) {
  return isWhole2 && missing.length === 0;
}
function isWhole({ unreadable }) {
  return unreadable.length === 0;
}
async function canGrow({ unreadable }, { env }) {
  const { sizeOf } = createInventory(env.GOMODCACHE);
  const mods = unreadable.filter((module) => checkModuleVersion(module) === null);
  const sizes = await Promise.all(mods.map(({ path, version }) => sizeOf({ path, version, kind: "mod" })));
  return sizes.some((size) => size !== null);
}
async function planFromDisk({ scopes, env }, mods) {
  const { readMod } = createInventory(env.GOMODCACHE);
  const plans = [];
  for (const scope of scopes) plans.push(await planDownload({ scope, mods, readMod, onFile: () => {
  } }));
  return mergePlans(plans);
}
async function statusOf(plan, { env }) {
  const { files } = plan;
  const sizes = await presentFiles(createInventory(env.GOMODCACHE), files);
  const missing = files.filter((file) => !sizes.has(fileName(file)));
  return { files, missing, sizes, isWhole: isWhole(plan) };
}

export {
  createDownloadPlan,
  isComplete
};
