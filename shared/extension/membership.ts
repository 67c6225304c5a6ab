/** What the companion says of this browser, and how this browser takes its own trust back there. */

import type { Socket } from "phoenix";
import * as v from "valibot";
import { PAIRING_TOPIC, PairingEvent } from "../protocol/topics.ts";
import type { Connection } from "./connection.ts";
import type { Pairing } from "./database.ts";
import { removePairing } from "./pairing.ts";

const ClientsSchema = v.object({
  clients: v.array(
    v.object({
      name: v.string(),
      kind: v.picklist(["browser", "script"]),
      connected: v.boolean(),
      own: v.boolean(),
    }),
  ),
});

/** One of those who are paired with the companion. */
export type PairedClient = v.InferOutput<typeof ClientsSchema>["clients"][number];

const MembershipSchema = v.object({
  id: v.string(),
  name: v.string(),
  addedAt: v.string(),
  companionVersion: v.string(),
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
          .push(PairingEvent.list, {}, LEAVE_TIMEOUT_MS)
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

/** The same over a connection, where it is open; `false` where the companion could not be told. */
export async function leaveByConnection(connection: Connection): Promise<boolean> {
  let open: Socket | undefined;
  connection.onSocket((socket) => {
    open = socket;
  })();
  return open !== undefined && (await leaveCompanion(open));
}

/** Ends the pairing here and, where the companion can be told, there; a sentence that says which. */
export async function forgetCompanion(
  connection: Connection | undefined,
  { clientId }: Pairing,
): Promise<string> {
  const isTold = connection !== undefined && (await leaveByConnection(connection));
  await removePairing();
  return isTold
    ? "Forgotten here and there."
    : `Forgotten here. The companion could not be told: run \`npx pagewire revoke ${clientId}\` to end it there too.`;
}
