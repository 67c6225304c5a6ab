/** `pagewire native install`, run in the surroundings of a user of its own. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const COMMAND = path.resolve(import.meta.dirname, "../../companion/main.ts");

/** Lets that user's browsers start the companion of a home folder at a port. Throws where the command fails. */
export async function installHost(home: string, port: number, user: NodeJS.ProcessEnv): Promise<void> {
  const words = ["native", "install", "--port", String(port), "--home", home];
  const child = spawn(process.execPath, [COMMAND, ...words], {
    env: { ...process.env, ...user },
    stdio: "ignore",
  });
  const [status] = await once(child, "close");
  if (status !== 0) throw new Error(`native install ended with ${status}`);
}
