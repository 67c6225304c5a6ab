/** The Nodes of this computer that are older than the one Pagewire needs. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const LEAST_NODE = 24;

/** Their paths; none where there is no such Node. */
export function olderNodes(): string[] {
  const folders = new Set([...(process.env.PATH ?? "").split(path.delimiter), "/usr/bin", "/usr/local/bin"]);
  return [...folders]
    .map((folder) => path.join(folder, "node"))
    .filter((node) => path.isAbsolute(node) && existsSync(node) && versionOf(node) < LEAST_NODE);
}

function versionOf(node: string): number {
  const { stdout } = spawnSync(node, ["-p", "process.versions.node"], { encoding: "utf8" });
  return Number.parseInt(stdout, 10);
}
