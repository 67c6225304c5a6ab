/** The topic `outbox`: tells a browser which files wait for it, and the owner which have been stored. */

import { OUTBOX_TOPIC, OutboxEvent, type WaitingFile } from "../../../shared/protocol/topics.ts";
import type { Outbox, QueuedFile } from "../../files/outbox.ts";
import type { ChannelKind, Client } from "./channel.ts";

/** Files wait for browsers; the owner and scripts hear what became of them. */
export function outboxChannel(outbox: Outbox): ChannelKind {
  return {
    topics: OUTBOX_TOPIC,
    authorize: () => true,
    join({ client, push }) {
      const stopQueued = outbox.onQueued((file) => {
        if (isFor(file, client)) push(OutboxEvent.waiting, { ...waiting(file) });
      });
      const stopStored = outbox.onStored((file) =>
        push(OutboxEvent.stored, { id: file.id, client: file.storedBy }),
      );
      const stopWithdrawn = outbox.onWithdrawn((file) => push(OutboxEvent.withdrawn, { id: file.id }));
      return {
        reply: { waiting: client.kind === "browser" ? outbox.waitingFor(client.id).map(waiting) : [] },
        leave() {
          stopQueued();
          stopStored();
          stopWithdrawn();
        },
      };
    },
  };
}

function isFor(file: QueuedFile, client: Client): boolean {
  return client.kind === "browser" && (file.to === null || file.to === client.id);
}

function waiting({ id, name, bytes, mediaType, sha256, at }: QueuedFile): WaitingFile {
  return { id, name, bytes, mediaType, sha256, at };
}
