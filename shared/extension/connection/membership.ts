/** What the companion says of this browser, and how this browser takes its own trust back there. */

import type { Socket } from "phoenix";
import * as v from "valibot";
import { PAIRING_TOPIC, PairingEvent } from "../../protocol/topics.ts";
import { type Message, message } from "../../texts/message.ts";
import { saying } from "../../texts/said.ts";
import { sentence, text } from "../../texts/text.ts";
import { CommandPlaceSchema, keepCommandPlace, speakKeptCommands } from "../store/command-place.ts";
import type { Pairing } from "../store/database.ts";
import { OptionalSaidSchema } from "../words/said-schema.ts";
import { proveByAnyCarrier } from "./carrier.ts";
import type { Connection } from "./connection.ts";
import { removePairing } from "./pairing.ts";
import { phoenixSocket } from "./phoenix-socket.ts";

/** More than any name, id, date or version that a companion says of a client. */
const MAX_WORD_CHARACTERS = 1024;
const WordSchema = v.pipe(v.string(), v.maxLength(MAX_WORD_CHARACTERS));

const ClientsSchema = v.object({
  clients: v.array(
    v.object({
      name: WordSchema,
      kind: v.picklist(["browser", "script"]),
      connected: v.boolean(),
      own: v.boolean(),
      /** Companions of older versions do not say it. */
      lastSeenAt: v.optional(WordSchema),
    }),
  ),
});

/** One of those who are paired with the companion. */
export type PairedClient = v.InferOutput<typeof ClientsSchema>["clients"][number];

const MembershipSchema = v.object({
  id: WordSchema,
  name: WordSchema,
  addedAt: WordSchema,
  companionVersion: WordSchema,
  commands: v.fallback(v.optional(CommandPlaceSchema), undefined),
});

/** This browser as `pagewire clients` lists it, which companion lists it, and whom else. */
export type Membership = v.InferOutput<typeof MembershipSchema> & {
  readonly others: readonly PairedClient[];
};

/** Longer than this nobody waits for a goodbye. */
const LEAVE_TIMEOUT_MS = 2_000;

/** Asks the companion behind an open socket; `undefined` where it does not say. */
export function readMembership(socket: Socket): Promise<Membership | undefined> {
  return new Promise((resolve) => {
    const channel = socket.channel(PAIRING_TOPIC, {});
    channel
      .join(LEAVE_TIMEOUT_MS)
      .receive("ok", (reply: unknown) => {
        const parsed = v.safeParse(MembershipSchema, reply);
        if (!parsed.success) return resolve(undefined);
        const withOthers = (others: readonly PairedClient[]): void => resolve({ ...parsed.output, others });
        channel
          .push(PairingEvent.list, { lastSeen: true }, LEAVE_TIMEOUT_MS)
          .receive("ok", (answer: unknown) => {
            const listed = v.safeParse(ClientsSchema, answer);
            withOthers(listed.success ? listed.output.clients.filter(({ own }) => !own) : []);
          })
          .receive("error", () => withOthers([]))
          .receive("timeout", () => withOthers([]));
      })
      .receive("error", () => resolve(undefined))
      .receive("timeout", () => resolve(undefined));
  });
}

/**
 * Says commands as the paired companion's are run, and asks it for that each time a connection opens: for the one context
 * that is always there. Pages speak what is kept.
 */
export function learnCommands(connection: Connection): void {
  void speakKeptCommands();
  connection.onSocket((socket) => {
    const channel = socket?.channel(PAIRING_TOPIC, {});
    channel?.join(LEAVE_TIMEOUT_MS).receive("ok", (reply: unknown) => {
      channel.leave();
      const parsed = v.safeParse(MembershipSchema, reply);
      if (parsed.success) void keepCommandPlace(parsed.output.commands);
    });
  });
}

const RenamedSchema = v.object({ name: WordSchema });
const RefusedSchema = v.object({ message: WordSchema, said: OptionalSaidSchema });

/** What this browser is called from now on, or why it is not called as was wanted. */
export type Renamed =
  | { readonly name: string }
  | ({ readonly name?: undefined } & v.InferOutput<typeof RefusedSchema>);

/** Has the companion behind an open socket call this browser otherwise. */
export function renameHere(socket: Socket, name: string): Promise<Renamed> {
  return new Promise((resolve) => {
    const channel = socket.channel(PAIRING_TOPIC, {});
    const failed = (answer?: unknown): void => {
      const parsed = v.safeParse(RefusedSchema, answer);
      resolve(parsed.success ? parsed.output : { ...saying(message("settings.not-renamed")) });
    };
    channel.join(LEAVE_TIMEOUT_MS).receive("ok", () => {
      channel
        .push(PairingEvent.rename, { name }, LEAVE_TIMEOUT_MS)
        .receive("ok", (answer: unknown) => {
          const parsed = v.safeParse(RenamedSchema, answer);
          if (parsed.success) resolve(parsed.output);
          else failed();
        })
        .receive("error", failed)
        .receive("timeout", () => failed());
    });
    setTimeout(failed, 2 * LEAVE_TIMEOUT_MS);
  });
}

/** Ends this browser's own trust with the companion behind an open socket; `false` where it has not said so. */
export function leaveCompanion(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    const channel = socket.channel(PAIRING_TOPIC, {});
    const failed = (): void => resolve(false);
    setTimeout(failed, LEAVE_TIMEOUT_MS);
    channel
      .join(LEAVE_TIMEOUT_MS)
      .receive("ok", () => {
        channel
          .push(PairingEvent.leave, {}, LEAVE_TIMEOUT_MS)
          .receive("ok", () => resolve(true))
          .receive("error", failed)
          .receive("timeout", failed);
      })
      .receive("error", failed)
      .receive("timeout", failed);
  });
}

/** Leaves a companion, over the connection where that is open; `false` where the companion could not be told. */
export async function leavePairing(connection: Connection | undefined, pairing: Pairing): Promise<boolean> {
  // One that nobody has looked at has no connection.
  if (pairing.unseen) return await leaveAnew(pairing);
  return connection !== undefined && (await leaveByConnection(connection));
}

async function leaveByConnection(connection: Connection): Promise<boolean> {
  let open: Socket | undefined;
  connection.onSocket((socket) => {
    open = socket;
  })();
  return open !== undefined && (await leaveCompanion(open));
}

/**
 * The same over a connection of its own, for a pairing that has none: nothing was ever sent there, or it is forgotten
 * already. `false` where the companion could not be told.
 */
export async function leaveAnew(pairing: Pairing): Promise<boolean> {
  try {
    const socket = phoenixSocket(pairing.port, await proveByAnyCarrier(pairing), "goodbye");
    socket.connect();
    const isTold = await leaveCompanion(socket);
    socket.disconnect();
    return isTold;
  } catch {
    return false;
  }
}

/** Ends the pairing here and, where the companion can be told, there; a sentence that says which. */
export async function forgetCompanion(connection: Connection | undefined, pairing: Pairing): Promise<string> {
  const isTold = await leavePairing(connection, pairing);
  await removePairing();
  return isTold
    ? text("settings.forgotten")
    : `${text("settings.forgotten-here")} ${sentence(untold(pairing))}`;
}

/** What is left to do where a companion could not be told that this browser has left it. */
export function untold({ clientId }: Pairing): Message {
  return message("settings.untold", { id: clientId });
}
