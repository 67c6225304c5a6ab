/** Who may connect: the paired browsers' keys and the scripts' tokens, in one private file. */

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { KEY_BYTES } from "../../shared/protocol/limits.ts";
import { message } from "../../shared/texts/message.ts";
import { replaceFile } from "../home/durable.ts";
import { HomeUnusable, unusable } from "../home/home.ts";
import { giveMode, PRIVATE_FILE_MODE } from "../process/private-mode.ts";
import { reason } from "../process/system-error.ts";
import {
  ID_BYTES,
  type KeptKeys,
  type KnownClient,
  type PairedBrowser,
  readKeys,
  type ScriptClient,
} from "./known-client.ts";

const TOKEN_BYTES = 32;
/** Scripts' tokens can be told from tickets by eye. */
const TOKEN_PREFIX = "pwt_";

/** When a browser was last seen is exact in memory; on the disk it may be this much behind, after a crash. */
const SEEN_BEHIND_MS = 3_600_000;

export class Keys {
  readonly #file: string;
  readonly companionId: string;
  #clients: KnownClient[];
  readonly #odd: readonly unknown[];
  #writing: Promise<void> = Promise.resolve();
  /** Revoked clients whose revocation is not on the disk yet. */
  readonly #unwritten = new Set<string>();
  /** When browsers were last seen that the file says otherwise of. */
  readonly #seen = new Map<string, number>();
  #seenWrittenAt: number | undefined;

  private constructor(file: string, { companionId, clients, odd }: KeptKeys) {
    this.#file = file;
    this.companionId = companionId;
    this.#clients = clients;
    this.#odd = odd;
  }

  /** Reads the file, or begins a new one with a fresh identity. */
  static async open(file: string): Promise<Keys> {
    if (!existsSync(file)) {
      const keys = new Keys(file, {
        companionId: randomBytes(ID_BYTES).toString("hex"),
        clients: [],
        odd: [],
      });
      await keys.#write().catch((error: unknown) => {
        throw unusable(file, error);
      });
      return keys;
    }
    try {
      giveMode(file, PRIVATE_FILE_MODE);
      return new Keys(file, readKeys(readFileSync(file, "utf8")));
    } catch (error) {
      throw new HomeUnusable(message("home.keys", { file, reason: reason(error) }), { cause: error });
    }
  }

  /** Every client that was not revoked. */
  list(): readonly KnownClient[] {
    return this.#clients.filter((client) => client.revokedAt === undefined);
  }

  /** How many entries of the file can't be read, and stay there as they are. */
  get oddEntries(): number {
    return this.#odd.length;
  }

  /** How many browsers were revoked: their users may wonder why nothing arrives any more. */
  get revokedBrowsers(): number {
    return this.#clients.filter(({ kind, revokedAt }) => kind === "browser" && revokedAt !== undefined)
      .length;
  }

  /** A client by id, revoked ones included: they are told apart from strangers. */
  find(id: string): KnownClient | undefined {
    return this.#clients.find((client) => client.id === id);
  }

  /** When a browser was last here; `undefined` where it never was since this is noted. */
  seenAt(id: string): number | undefined {
    const known = this.find(id);
    return this.#seen.get(id) ?? (known?.kind === "browser" ? known.seenAt : undefined);
  }

  /** Notes that a browser is here; of scripts, which come and go by the minute, it is not noted. */
  noteSeen(id: string, now: number): void {
    if (this.find(id)?.kind !== "browser") return;
    this.#seen.set(id, now);
    this.#seenWrittenAt ??= now;
    if (now - this.#seenWrittenAt < SEEN_BEHIND_MS) return;
    this.#seenWrittenAt = now;
    void this.keepSeen();
  }

  /** Writes when browsers were last here, at the end too. A disk that does not take it is no reason to turn anybody away. */
  async keepSeen(): Promise<void> {
    const isNew = this.#clients.some((client) => withSeen(client, this.#seen) !== client);
    if (isNew) await this.#write().catch(() => undefined);
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

  /** Takes a client's trust away for good; `false` where no client has that id. `heir` is the id of the one that is called so from now on. */
  async revoke(id: string, now: number, heir?: string): Promise<boolean> {
    const known = this.find(id);
    if (!known || (known.revokedAt !== undefined && !this.#unwritten.has(id))) return false;
    this.#clients = this.#clients.map((client) => {
      if (client.id === id) return { ...client, revokedAt: now };
      return client.id === heir ? { ...client, name: known.name } : client;
    });
    // Until it is on the disk the same revocation can be asked for again.
    this.#unwritten.add(id);
    await this.#write();
    this.#unwritten.delete(id);
    return true;
  }

  /** Gives a client another name; which one it got, with a number where that is taken, or `undefined` where there is no such client. */
  async rename(id: string, name: string): Promise<string | undefined> {
    const before = this.list().find((client) => client.id === id);
    if (!before) return undefined;
    const free = this.#freeName(name, id);
    const called = (by: string): KnownClient[] =>
      this.#clients.map((client) => (client.id === id ? { ...client, name: by } : client));
    this.#clients = called(free);
    try {
      await this.#write();
    } catch (error) {
      this.#clients = called(before.name);
      throw error;
    }
    return free;
  }

  /** The script whose token it is. */
  scriptOf(token: string): ScriptClient | undefined {
    const digest = sha256(token);
    return this.list().find(
      (client): client is ScriptClient =>
        client.kind === "script" && timingSafeEqual(Buffer.from(client.tokenSha256, "hex"), digest),
    );
  }

  /** A client that could not be written to the disk is not added: after a restart nobody would know it. */
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
  #freeName(name: string, own?: string): string {
    const others = this.list().filter(({ id }) => id !== own);
    const taken = new Set(others.map((client) => client.name));
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`;
    return free;
  }

  #write(): Promise<void> {
    this.#clients = this.#clients.map((client) => withSeen(client, this.#seen));
    const text = `${JSON.stringify({ companionId: this.companionId, clients: [...this.#clients, ...this.#odd] }, null, 2)}\n`;
    this.#writing = this.#writing.catch(() => undefined).then(() => replaceFile(this.#file, text));
    return this.#writing;
  }
}

function withSeen(client: KnownClient, seen: ReadonlyMap<string, number>): KnownClient {
  const seenAt = client.kind === "browser" ? seen.get(client.id) : undefined;
  return client.kind !== "browser" || seenAt === undefined || seenAt === client.seenAt
    ? client
    : { ...client, seenAt };
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
