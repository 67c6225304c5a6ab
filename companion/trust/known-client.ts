/** The clients as the file of keys has them, each read by itself: one that makes no sense is kept, and let in nowhere. */

import * as v from "valibot";
import { KEY_BYTES } from "../../shared/protocol/limits.ts";
import { hexSchema } from "../process/field-schemas.ts";

export const ID_BYTES = 16;
const SHA256_BYTES = 32;

const BrowserSchema = v.object({
  kind: v.literal("browser"),
  id: hexSchema(ID_BYTES),
  name: v.string(),
  /** The Origin it paired from; every later socket must have the same. */
  origin: v.string(),
  /** The per-browser key, hexadecimal. */
  key: hexSchema(KEY_BYTES),
  addedAt: v.number(),
  seenAt: v.optional(v.number()),
  revokedAt: v.optional(v.number()),
});
const ScriptSchema = v.object({
  kind: v.literal("script"),
  id: hexSchema(ID_BYTES),
  name: v.string(),
  topics: v.optional(v.array(v.string())),
  /** Only the token's digest is kept: the file gives no token away. */
  tokenSha256: hexSchema(SHA256_BYTES),
  addedAt: v.number(),
  revokedAt: v.optional(v.number()),
});
const ClientSchema = v.variant("kind", [BrowserSchema, ScriptSchema]);
const KeysSchema = v.object({ companionId: hexSchema(ID_BYTES), clients: v.array(v.unknown()) });

export type PairedBrowser = v.InferOutput<typeof BrowserSchema>;
export type ScriptClient = v.InferOutput<typeof ScriptSchema>;
export type KnownClient = PairedBrowser | ScriptClient;

/** What the file says. */
export interface KeptKeys {
  readonly companionId: string;
  readonly clients: KnownClient[];
  /** What is no client, as it stands there. */
  readonly odd: readonly unknown[];
}

/**
 * Reads the file's text. An odd entry (a hand's, or of a newer version) must neither lock all others out nor be lost: it
 * lets nobody in and is written back as it is. Throws where the file as a whole, or not one of its entries, can be read:
 * then there is nobody to be let in, and whose file that is its owner must say.
 */
export function readKeys(text: string): KeptKeys {
  const { companionId, clients: entries } = v.parse(KeysSchema, JSON.parse(text));
  const [clients, odd]: [KnownClient[], unknown[]] = [[], []];
  for (const entry of entries) {
    const read = v.safeParse(ClientSchema, entry);
    if (read.success) clients.push(read.output);
    else odd.push(entry);
  }
  if (clients.length === 0 && odd.length > 0) v.parse(ClientSchema, odd[0]);
  return { companionId, clients, odd };
}
