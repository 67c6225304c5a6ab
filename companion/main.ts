#!/usr/bin/env node
/** The `pagewire` command: parses the words and hands over to the file of the command they name. */

import { enableCompileCache } from "node:module";
import process from "node:process";

// The types of some ninety files are stripped at the first start only: it takes more than half of a cold one.
enableCompileCache();
const { runCommandLine } = await import("./commands/command-line.ts");

process.exitCode = await runCommandLine(process.argv.slice(2));
// Whatever a library still holds open must not keep a finished command alive.
process.exit();
