/** The owner's token: how a command of the same user on this computer speaks to the running companion. */

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { replaceFile } from "../home/durable.ts";
import { unusable } from "../home/home.ts";
import { giveMode, PRIVATE_FILE_MODE } from "../process/private-mode.ts";

const TOKEN_BYTES = 32;
const TOKEN_PREFIX = "pwo_";

/** Makes a fresh token for this run and leaves it where only the owner can read it. Throws `HomeUnusable`. */
export async function writeOwnerToken(file: string): Promise<string> {
  const token = `${TOKEN_PREFIX}${randomBytes(TOKEN_BYTES).toString("hex")}`;
  await replaceFile(file, token).catch((error: unknown) => {
    throw unusable(file, error);
  });
  giveMode(file, PRIVATE_FILE_MODE);
  return token;
}

/** Reads the token of the running companion; `undefined` where there is none. */
export function readOwnerToken(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Compares without telling by its duration how much was right. */
export function isSameToken(one: string, other: string): boolean {
  const digest = (token: string): Buffer => createHash("sha256").update(token).digest();
  return timingSafeEqual(digest(one), digest(other));
}
