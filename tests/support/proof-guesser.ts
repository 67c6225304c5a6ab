/** A process of its own that guesses proofs as fast as it is answered: `node proof-guesser.ts PORT CLIENT-ID`. */

import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline";
import { proveFrom } from "./node-browser.ts";

const GUESSERS = 8;
const port = Number(process.argv[2]);
const clientId = process.argv[3] ?? "";

let isGuessing = false;
let wrong = 0;
let other = 0;

/** Half of the guesses are for a client that exists, half for one that does not. */
async function guess(number: number): Promise<void> {
  const id = number % 2 === 0 ? clientId : randomBytes(16).toString("hex");
  try {
    const { word } = await proveFrom(port, { mode: "client", id, key: randomBytes(32) });
    if (word.type === "refuse" && word.code === "wrong_proof") wrong += 1;
    else other += 1;
  } catch {
    other += 1;
  }
}

async function guessOn(): Promise<void> {
  const guessers = Array.from({ length: GUESSERS }, async (_, number) => {
    while (isGuessing) await guess(number);
  });
  await Promise.all(guessers);
}

let guessing: Promise<void> | undefined;
for await (const line of createInterface(process.stdin)) {
  isGuessing = line === "go";
  if (isGuessing) guessing = guessOn();
  else await guessing;
  process.stdout.write(`${JSON.stringify({ wrong, other })}\n`);
}
process.exit();
