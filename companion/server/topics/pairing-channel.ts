/** The topic `pairing`: a browser hears what it is called here and who else is paired, can be called otherwise, and can end its own trust. */

import * as v from "valibot";
import { MAX_CLIENT_NAME_BYTES } from "../../../shared/protocol/proof.ts";
import { PAIRING_TOPIC, PairingEvent } from "../../../shared/protocol/topics.ts";
import type { CommandPlace } from "../../../shared/texts/command-place.ts";
import { type Message, message } from "../../../shared/texts/message.ts";
import { saying } from "../../../shared/texts/said.ts";
import { isoTime, UNKNOWN_TIME } from "../../files/stored-values.ts";
import { reason } from "../../process/system-error.ts";
import type { ChannelKind } from "../channels/channel.ts";
import type { ListedClient } from "./owner-service.ts";

/** Who asks like this is also told when those who are away were last there. */
const ListSchema = v.object({ lastSeen: v.literal(true) });

/** As a new name of a pairing is. */
const RenameSchema = v.object({
  name: v.pipe(v.string(), v.maxBytes(MAX_CLIENT_NAME_BYTES), v.trim(), v.nonEmpty()),
});

export interface PairingChannelOptions {
  readonly companionVersion: string;
  /** How a reader of the browser's pages runs this companion's commands. */
  readonly commands: CommandPlace;
  /** What a client is called now, and when it was paired: milliseconds since 1970. */
  readonly known: (id: string) => { readonly name: string; readonly addedAt: number } | undefined;
  /** Everybody who is paired. */
  readonly clients: () => readonly ListedClient[];
  /** Gives a client another name; which one it is called by then. */
  readonly rename: (id: string, name: string) => Promise<string | undefined>;
  /** Takes a client's trust away, on the disk when it resolves. */
  readonly revoke: (id: string) => Promise<unknown>;
  /** Ends a client's tickets and live sockets. */
  readonly cut: (id: string) => void;
}

/** For browsers alone; each can end its own trust and nobody else's. */
export function pairingChannel({
  companionVersion,
  commands,
  known,
  rename,
  clients,
  revoke,
  cut,
}: PairingChannelOptions): ChannelKind {
  return {
    topics: PAIRING_TOPIC,
    authorize: (client) => client.kind === "browser",
    join: ({ client: { id, name } }) => ({
      reply: {
        id,
        // It may have been called otherwise since this connection began.
        name: known(id)?.name ?? name,
        addedAt: isoTime(known(id)?.addedAt ?? 0) ?? UNKNOWN_TIME,
        companionVersion,
        commands,
      },
      async handle(event, payload, answer) {
        if (event === PairingEvent.list) {
          const wantsSeen = v.is(ListSchema, payload);
          const listed = clients().map(({ id: of, name, kind, connected, lastSeenAt }) => {
            return {
              name,
              kind,
              connected,
              own: of === id,
              ...(wantsSeen && lastSeenAt !== undefined && { lastSeenAt }),
            };
          });
          return { status: "ok", response: { clients: listed } };
        }
        if (event === PairingEvent.rename) {
          const wanted = v.safeParse(RenameSchema, payload);
          if (!wanted.success) return refused("field_wrong", message("channel.pairing-name"));
          try {
            return { status: "ok", response: { name: (await rename(id, wanted.output.name)) ?? name } };
          } catch (error) {
            return refused("not_kept", message("channel.pairing-not-kept", { reason: reason(error) }));
          }
        }
        if (event !== PairingEvent.leave) return refused("unknown_event", message("channel.pairing-events"));
        try {
          await revoke(id);
          // After the cut nothing would reach it any more.
          answer({ status: "ok" });
        } finally {
          // Even where the disk could not be told: what is live is cut.
          cut(id);
        }
        return undefined;
      },
    }),
  };
}

function refused(code: string, why: Message) {
  return { status: "error", response: { reason: code, ...saying(why) } } as const;
}
