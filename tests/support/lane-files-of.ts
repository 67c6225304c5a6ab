/** The files behind a lane, as the companion puts them together. */

import type { DatabaseSync } from "node:sqlite";
import type { Inbox } from "../../companion/files/incoming/inbox.ts";
import type { Outbox } from "../../companion/files/outgoing/outbox.ts";
import { ReceivedIndex } from "../../companion/files/received/received-index.ts";
import { ReceivedLookup } from "../../companion/files/received/received-lookup.ts";
import { Senders } from "../../companion/files/uploads/senders.ts";
import { Uploads } from "../../companion/files/uploads/uploads.ts";
import type { Home } from "../../companion/home/home.ts";
import type { LaneFiles } from "../../companion/server/lanes/lane-files.ts";

export interface LaneFilesOf {
  readonly database: DatabaseSync;
  readonly home: Home;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
}

export function laneFiles({ database, home, inbox, outbox }: LaneFilesOf): LaneFiles {
  const senders = new Senders(database);
  const uploads = new Uploads({ database, outbox, senders, folder: home.outgoing });
  const lookup = new ReceivedLookup(database, new ReceivedIndex(database, home.inbox));
  return { inbox, outbox, uploads, lookup };
}
