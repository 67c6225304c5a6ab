/** The topic `outbox`: tells a browser which files wait for it, and the owner what becomes of each. */

import { OUTBOX_TOPIC, OutboxEvent, type WaitingFile } from "../../../shared/protocol/topics.ts";
import type { Outbox, QueuedFile } from "../../files/outbox.ts";
import type { ChannelKind, Client } from "./channel.ts";

/** Files wait for browsers; the owner and scripts hear what became of them. */
export function outboxChannel(outbox: Outbox): ChannelKind {
  return {
    topics: OUTBOX_TOPIC,
    authorize: () => true,
    join({ client, push, pushLatest }) {
      const stopQueued = outbox.onQueued((file) => {
        if (isFor(file, client)) push(OutboxEvent.waiting, { ...waiting(file) });
      });
      const stopStored = outbox.onStored((file) =>
        push(OutboxEvent.stored, { id: file.id, client: file.storedBy }),
      );
      const stopWithdrawn = outbox.onWithdrawn(({ id }, reason) =>
        push(OutboxEvent.withdrawn, { id, reason }),
      );
      // Whoever reads too slowly for it may miss how far a file was a moment ago.
      const stopProgress =
        client.kind === "browser"
          ? () => undefined
          : outbox.onProgress((progress) => pushLatest(OutboxEvent.progress, { ...progress }));
      return {
        reply: { waiting: client.kind === "browser" ? outbox.waitingFor(client.id).map(waiting) : [] },
        leave() {
          stopQueued();
          stopStored();
          stopWithdrawn();
          stopProgress();
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
