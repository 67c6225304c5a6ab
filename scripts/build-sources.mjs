/** What the extension is built from: one digest tells whether a build is still theirs, and names it. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(fileURLToPath(new URL("..", import.meta.url)));
const SOURCES = ["entrypoints", "shared", "public", "wxt.config.ts", "package.json", "package-lock.json"];

/** The SHA-256 of all sources with their names, in hexadecimal digits: the same on every machine. */
export function buildSourcesDigest() {
  const files = SOURCES.flatMap((name) => filesBelow(path.join(ROOT, name)));
  const named = files.map((file) => [path.relative(ROOT, file).replaceAll(path.sep, "/"), file]);
  const hash = createHash("sha256");
  for (const [name, file] of named.sort(([one], [other]) => (one < other ? -1 : 1)))
    hash.update(name).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function filesBelow(place) {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place).flatMap((name) => filesBelow(path.join(place, name)));
}
