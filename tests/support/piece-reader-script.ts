/** The background's reader of pieces, as a script for a page of the real browser. */

import path from "node:path";
import { build } from "vite";

const ENTRY = path.resolve(import.meta.dirname, "../../entrypoints/background/bytes/piece-reader.ts");

/** Puts `pieceReaders` into the page that runs it. */
export async function pieceReaderScript(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, minify: false, lib: { entry: ENTRY, formats: ["iife"], name: "pieceReaders" } },
  });
  const [output] = [built].flat();
  if (!output || !("output" in output)) throw new Error("the reader was not built");
  return `${output.output[0].code}\nglobalThis.pieceReaders = pieceReaders;`;
}
