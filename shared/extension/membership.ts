/** What the companion says of this browser, and how this browser takes its own trust back there. */

import type { Socket } from "phoenix";
import * as v from "valibot";
import { PAIRING_TOPIC, PairingEvent } from "../protocol/topics.ts";
import type { Connection } from "./connection.ts";

const MembershipSchema = v.object({
  id: v.string(),
  name: v.string(),
  addedAt: v.string(),
  companionVersion: v.string(),
});

/** This browser as `pagewire clients` lists it, and which companion lists it. */
export type Membership = v.InferOutput<typeof MembershipSchema>;

/** Longer than this nobody waits for a goodbye. */
const LEAVE_TIMEOUT_MS = 2_000;

/** Asks the companion behind an open socket; `undefined` where it does not say. */
export function readMembership(socket: Socket): Promise<Membership | undefined> {
  return new Promise((resolve) => {
    socket
      .channel(PAIRING_TOPIC, {})
      .join(LEAVE_TIMEOUT_MS)
      .receive("ok", (reply: unknown) => {
        const parsed = v.safeParse(MembershipSchema, reply);
        resolve(parsed.success ? parsed.output : undefined);
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
