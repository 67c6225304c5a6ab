/** Asks the companion what became of files it has, and has it change them: the topic `kept`, over a page's own connection. */

import type { Channel, Push, Socket } from "phoenix";
import * as v from "valibot";
import {
  decodeKeptFile,
  decodeKeptFiles,
  decodeNamingRule,
  type KeptFile,
  type NamingRule,
} from "../../protocol/kept/kept-words.ts";
import { KEPT_TOPIC, KeptEvent } from "../../protocol/topics.ts";
import { message } from "../../texts/message.ts";
import { SaidError } from "../../texts/said.ts";
import type { Connection } from "../connection/connection.ts";
import { OptionalSaidSchema } from "../words/said-schema.ts";

const TIMEOUT_MS = 10_000;
const RefusalSchema = v.object({ message: v.string(), said: OptionalSaidSchema });

/** What an edit says; what is absent stays as it is. */
export interface KeptEdit {
  readonly name?: string;
  readonly folder?: string;
  readonly tags?: readonly string[];
  readonly note?: string;
}

/** What is searched for: all of it must be so. */
export interface KeptSearch {
  readonly words?: string;
  readonly type?: string;
  readonly limit: number;
}

/** What can be asked while the companion is there; each throws `SaidError` with the sentence for the user. */
export interface Kept {
  edit(id: string, edit: KeptEdit): Promise<KeptFile>;
  /** Into the bin, or out of it. */
  undo(id: string): Promise<KeptFile>;
  /** What became of this browser's own transfers; those that are not known are left out. */
  look(ids: readonly string[]): Promise<KeptFile[]>;
  /** Newest first. */
  find(search: KeptSearch): Promise<KeptFile[]>;
  changeRule(rule: Partial<NamingRule>): Promise<NamingRule>;
}

/** What is heard. */
export interface KeptListener {
  /** The companion is there with its rule, or it is away, or of a version that has no such topic: `undefined`. */
  readonly onKept: (kept: Kept | undefined, rule?: NamingRule) => void;
  readonly onChanged?: (file: KeptFile) => void;
  readonly onRule?: (rule: NamingRule) => void;
}

/** Joins with each socket that the connection opens; returns how it ends. */
export function followKept(connection: Connection, listener: KeptListener): () => void {
  let leave: (() => void) | undefined;
  const stop = connection.onSocket((socket) => {
    leave?.();
    leave = socket && join(socket, listener);
    if (!socket) listener.onKept(undefined);
  });
  return () => {
    stop();
    leave?.();
  };
}

function join(socket: Socket, { onKept, onChanged, onRule }: KeptListener): () => void {
  const channel = socket.channel(KEPT_TOPIC, {});
  channel.on(KeptEvent.changed, (payload: unknown) => heard(() => onChanged?.(decodeKeptFile(payload))));
  channel.on(KeptEvent.naming, (payload: unknown) => heard(() => onRule?.(decodeNamingRule(payload))));
  let isOver = false;
  answered(channel.join(TIMEOUT_MS)).then(
    (reply) => {
      if (!isOver) heard(() => onKept(keptBy(channel), decodeNamingRule(reply)));
    },
    () => {
      channel.leave();
      if (!isOver) onKept(undefined);
    },
  );
  return () => {
    isOver = true;
    channel.leave();
  };
}

/** What only a newer companion would say is not understood, and keeps nothing else from being heard. */
function heard(hear: () => void): void {
  try {
    hear();
  } catch (error) {
    console.warn(error);
  }
}

function keptBy(channel: Channel): Kept {
  const ask = (event: string, payload: object): Promise<unknown> =>
    answered(channel.push(event, payload, TIMEOUT_MS));
  return {
    edit: async (id, edit) => decodeKeptFile(await ask(KeptEvent.edit, { id, ...edit })),
    undo: async (id) => decodeKeptFile(await ask(KeptEvent.undo, { id })),
    look: async (ids) => decodeKeptFiles(await ask(KeptEvent.look, { ids })),
    find: async (search) => decodeKeptFiles(await ask(KeptEvent.search, search)),
    changeRule: async (rule) => decodeNamingRule(await ask(KeptEvent.naming, rule)),
  };
}

function answered(push: Push): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const refused = (response: unknown): void => {
      const said = v.safeParse(RefusalSchema, response);
      reject(new SaidError(said.success ? said.output : message("after.refused")));
    };
    push.receive("ok", resolve).receive("error", refused).receive("timeout", refused);
  });
}
