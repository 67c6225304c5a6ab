#!/usr/bin/env node
/** The `pagewire` command: parses the words and hands over to the file of the command they name. */

import process from "node:process";
import { runCommandLine } from "./commands/command-line.ts";

process.exitCode = await runCommandLine(process.argv.slice(2));
// Whatever a library still holds open must not keep a finished command alive.
process.exit();
