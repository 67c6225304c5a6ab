#!/usr/bin/env node
/**
 * Where `pagewire` begins: plain JavaScript, for what is TypeScript must be stripped before it can say where its stripped
 * form is kept, and that alone takes longer than most commands (measured: 40 of 140 ms). It is stricter than
 * `companion/home/compile-cache.ts`, which looks again wherever this one is not sure. Any Node from 14 on can read it,
 * and is told here which one is needed.
 */

import { existsSync, lstatSync, writeSync } from "node:fs";
// As a whole: an older Node has not all of its names, and must come as far as the sentence below.
import module from "node:module";
import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";

/** The first with all that the companion is written with. */
const LEAST_NODE = 24;
const STDERR = 2;
const FOR_OTHERS = 0o077;
const WRITABLE_BY_OTHERS = 0o022;
const STICKY = 0o1000;
const SYSTEM_UID = 0;

/** The folder that `start` makes, on the systems where files have owners and modes. */
function cacheFolder() {
  const { XDG_CACHE_HOME: named } = process.env;
  const system = path.join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
  return path.join(named && path.isAbsolute(named) ? named : system, "pagewire", "compile-cache");
}

/** Whether it is this user's alone, and nobody else may change any folder on the way to it. Links are not followed. */
function isOwn(folder) {
  const own = process.geteuid?.();
  if (own === undefined) return false;
  for (let at = folder; ; at = path.dirname(at)) {
    const stats = lstatSync(at);
    const { uid, mode } = stats;
    if (!stats.isDirectory() || (uid !== own && uid !== SYSTEM_UID)) return false;
    if (at === folder && (uid !== own || (mode & FOR_OTHERS) !== 0)) return false;
    if ((mode & WRITABLE_BY_OTHERS) !== 0 && (mode & STICKY) === 0) return false;
    if (path.dirname(at) === at) return true;
  }
}

if (Number.parseInt(process.versions.node, 10) < LEAST_NODE) {
  const sentence = `Pagewire needs Node ${LEAST_NODE} or newer, and this is ${process.version}: install it from https://nodejs.org, then run the command again.`;
  writeSync(STDERR, `${sentence}\n`);
  process.exit(1);
}
try {
  const folder = cacheFolder();
  const isWanted = module.getCompileCacheDir() === undefined && !process.env.NODE_DISABLE_COMPILE_CACHE;
  if (isWanted && isOwn(folder)) module.enableCompileCache(folder);
} catch {
  // There is none yet, or it can't be looked at: the commands run without.
}
// The published package has no sources, but what they are bundled into.
const sources = new URL("./main.ts", import.meta.url);
await import(existsSync(sources) ? sources.href : new URL("../dist/main.js", import.meta.url).href);
