#!/usr/bin/env node
/** The `pagewire` command: hands its arguments to the command line. */

import process from "node:process";
import { keepCompiled } from "./home/compile-cache.ts";

const args = process.argv.slice(2);
// Before the other files are loaded: it is for them.
keepCompiled({ make: args.includes("start") });
const { runMain } = await import("./commands/run-main.ts");

process.exitCode = await runMain(args);
// Whatever a library still holds open must not keep a finished command alive.
process.exit();
