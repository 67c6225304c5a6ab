/** Who may connect: the paired browsers' keys and the scripts' tokens, in one private file. */

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { KEY_BYTES } from "../../shared/protocol/limits.ts";
import { replaceFile } from "../files/durable.ts";
import { HomeUnusable, PRIVATE_FILE_MODE, reason } from "../files/home.ts";

const ID_BYTES = 16;
const TOKEN_BYTES = 32;
/** Scripts' tokens can be told from tickets by eye. */
const TOKEN_PREFIX = "pwt_";

const hex = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`)));
const SHA256_BYTES = 32;

const BrowserSchema = v.object({
  kind: v.literal("browser"),
  id: hex(ID_BYTES),
  name: v.string(),
  /** The Origin it paired from; every later socket must have the same. */
  origin: v.string(),
  /** The per-browser key, hexadecimal. */
  key: hex(KEY_BYTES),
  addedAt: v.number(),
  revokedAt: v.optional(v.number()),
});
const ScriptSchema = v.object({
  kind: v.literal("script"),
  id: hex(ID_BYTES),
  name: v.string(),
  topics: v.optional(v.array(v.string())),
  /** Only the token's digest is kept: the file gives no token away. */
  tokenSha256: hex(SHA256_BYTES),
  addedAt: v.number(),
  revokedAt: v.optional(v.number()),
});
const KeysSchema = v.object({
  companionId: hex(ID_BYTES),
  clients: v.array(v.variant("kind", [BrowserSchema, ScriptSchema])),
});

export type PairedBrowser = v.InferOutput<typeof BrowserSchema>;
export type ScriptClient = v.InferOutput<typeof ScriptSchema>;
export type KnownClient = PairedBrowser | ScriptClient;

export class Keys {
  readonly #file: string;
  readonly companionId: string;
  #clients: KnownClient[];
  #writing: Promise<void> = Promise.resolve();
  /** Revoked clients whose revocation is not on the disk yet. */
  readonly #unwritten = new Set<string>();

  private constructor(file: string, companionId: string, clients: KnownClient[]) {
    this.#file = file;
    this.companionId = companionId;
    this.#clients = clients;
  }

  /** Reads the file, or begins a new one with a fresh identity. */
  static async open(file: string): Promise<Keys> {
    if (!existsSync(file)) {
      const keys = new Keys(file, randomBytes(ID_BYTES).toString("hex"), []);
      await keys.#write();
      return keys;
    }
    try {
      chmodSync(file, PRIVATE_FILE_MODE);
      const parsed = v.parse(KeysSchema, JSON.parse(readFileSync(file, "utf8")));
      return new Keys(file, parsed.companionId, parsed.clients);
    } catch (error) {
      throw new HomeUnusable(
        `${file} can't be read (${reason(error)}): move it away to start anew, then pair each browser again.`,
        { cause: error },
      );
    }
  }

  /** Every client that was not revoked. */
  list(): readonly KnownClient[] {
    return this.#clients.filter((client) => client.revokedAt === undefined);
  }

  /** How many browsers were revoked: their users may wonder why nothing comes any more. */
  get revokedBrowsers(): number {
    return this.#clients.filter(({ kind, revokedAt }) => kind === "browser" && revokedAt !== undefined)
      .length;
  }

  /** A client by id, revoked ones included: they are to be told apart from strangers. */
  find(id: string): KnownClient | undefined {
    return this.#clients.find((client) => client.id === id);
  }

  /** Remembers a newly paired browser; on the disk when it returns. */
  async addBrowser(name: string, origin: string, key: Uint8Array, now: number): Promise<PairedBrowser> {
    if (key.length !== KEY_BYTES) throw new RangeError(`A browser's key has ${KEY_BYTES} bytes.`);
    const browser: PairedBrowser = {
      kind: "browser",
      id: randomBytes(ID_BYTES).toString("hex"),
      name: this.#freeName(name),
      origin,
      key: Buffer.from(key).toString("hex"),
      addedAt: now,
    };
    await this.#add(browser);
    return browser;
  }

  /** Makes a script's token; this is the only time it can be seen. */
  async addScript(
    name: string,
    topics: readonly string[] | undefined,
    now: number,
  ): Promise<{ client: ScriptClient; token: string }> {
    const token = `${TOKEN_PREFIX}${randomBytes(TOKEN_BYTES).toString("hex")}`;
    const client: ScriptClient = {
      kind: "script",
      id: randomBytes(ID_BYTES).toString("hex"),
      name,
      ...(topics === undefined ? {} : { topics: [...topics] }),
      tokenSha256: sha256(token).toString("hex"),
      addedAt: now,
    };
    await this.#add(client);
    return { client, token };
  }

  /** Takes a client's trust away for good; `false` where there is none of that id. */
  async revoke(id: string, now: number): Promise<boolean> {
    const known = this.find(id);
    if (!known || (known.revokedAt !== undefined && !this.#unwritten.has(id))) return false;
    this.#clients = this.#clients.map((client) =>
      client.id === id ? { ...client, revokedAt: now } : client,
    );
    // Until it is on the disk the same revocation can be asked for again.
    this.#unwritten.add(id);
    await this.#write();
    this.#unwritten.delete(id);
    return true;
  }

  /** The script behind a token. */
  scriptOf(token: string): ScriptClient | undefined {
    const digest = sha256(token);
    return this.list().find(
      (client): client is ScriptClient =>
        client.kind === "script" && timingSafeEqual(Buffer.from(client.tokenSha256, "hex"), digest),
    );
  }

  /** A client that could not be written down is none: after a restart nobody would know it. */
  async #add(client: KnownClient): Promise<void> {
    this.#clients = [...this.#clients, client];
    try {
      await this.#write();
    } catch (error) {
      this.#clients = this.#clients.filter(({ id }) => id !== client.id);
      throw error;
    }
  }

  /** Two profiles of one browser are told apart by a number. */
  #freeName(name: string): string {
    const taken = new Set(this.list().map((client) => client.name));
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`;
    return free;
  }

  #write(): Promise<void> {
    const text = `${JSON.stringify({ companionId: this.companionId, clients: this.#clients }, null, 2)}\n`;
    this.#writing = this.#writing.catch(() => undefined).then(() => replaceFile(this.#file, text));
    return this.#writing;
  }
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
