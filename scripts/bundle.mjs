/** The companion as the published package holds it: our own code in a few files. */

import path from "node:path";
import { ROOT } from "./set-up.mjs";

/** Writes them into a folder. Every package they use stays a dependency, with its own licence and its native parts. */
export async function bundleCompanion(folder) {
  const { rolldown } = await import("rolldown");
  const build = await rolldown({
    cwd: ROOT,
    platform: "node",
    input: { main: "companion/main.ts", index: "companion/index.ts" },
    external: (id) => !id.startsWith(".") && !path.isAbsolute(id),
    onLog: (level, log) => {
      if (level === "warn") throw new Error(log.message);
    },
  });
  await build.write({ dir: folder, format: "es", chunkFileNames: "[name].js", comments: { legal: true } });
  await build.close();
}
