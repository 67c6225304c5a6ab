/** What the built extension's programs weigh as the stores send them: compressed, each with all that it loads to begin with. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

/**
 * The most that each may weigh, in thousands of bytes; languages are loaded apart and do not count. The background came to 60
 * with page capture, and parcels and ranges, which halve what a file costs, weigh 1.6 more.
 */
export const LIMITS_KB = { popup: 40, background: 62, sidepanel: 90, chart: 62 };

/** The weight of each program in thousands of bytes. */
export function sizesOf(extensionDir) {
  const inPage = (name) => {
    const html = readFileSync(path.join(extensionDir, `${name}.html`), "utf8");
    const addresses = html.split('"').filter((part) => part.startsWith("/"));
    return addresses.filter((part) => part.endsWith(".js") || part.endsWith(".css"));
  };
  const chunks = (name) =>
    readdirSync(path.join(extensionDir, "chunks"))
      .filter((file) => file.startsWith(`${name}-`))
      .map((file) => path.join("chunks", file));
  const weigh = (files) =>
    files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(extensionDir, file))).length, 0) /
    1_000;
  return {
    popup: weigh(inPage("popup")),
    background: weigh(["background.js"]),
    sidepanel: weigh(inPage("sidepanel")),
    // The charting library: the side panel fetches it once it stands.
    chart: weigh(chunks("chart")),
  };
}

/** The weights as lines for people. */
export function sizeLines(extensionDir) {
  if (!existsSync(extensionDir)) return [];
  return Object.entries(sizesOf(extensionDir)).map(
    ([name, kb]) => `${name.padEnd(10)} ${kb.toFixed(1).padStart(5)} kB gzip (at most ${LIMITS_KB[name]})`,
  );
}
