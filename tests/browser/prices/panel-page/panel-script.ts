/** The script that opens the panel in a page of the extension, built of the sources as they are. */

import path from "node:path";
import preact from "@preact/preset-vite";
import { build } from "vite";

const ROOT = import.meta.dirname;
const COUNTED = path.join(ROOT, "counted-charts.ts");

/** Defines `pagewirePanel.openPanel` and `takeTold`, by which a test sees what the chart's series were told. */
export async function panelScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"', "import.meta.env.FIREFOX": "false" },
    plugins: [
      preact(),
      {
        name: "counted-charts",
        enforce: "pre",
        resolveId: (source, importer) =>
          source === "lightweight-charts" && importer !== COUNTED ? COUNTED : undefined,
      },
    ],
    build: {
      write: false,
      minify: false,
      lib: { entry: path.join(ROOT, "index.tsx"), formats: ["iife"], name: "pagewirePanel" },
    },
  });
  const [output] = [built].flat();
  if (!output || !("output" in output)) throw new Error("The panel's script was not built.");
  return output.output[0].code;
}
