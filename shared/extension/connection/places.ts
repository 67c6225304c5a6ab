/** Asks the companion where files lie, and has it show them: over the page's own connection. */

import type { Push } from "phoenix";
import * as v from "valibot";
import { FOLDERS_TOPIC, FoldersEvent } from "../../protocol/topics.ts";
import { message } from "../../texts/message.ts";
import { SaidError } from "../../texts/said.ts";
import { OptionalSaidSchema } from "../words/said-schema.ts";
import type { Connection } from "./connection.ts";

const TIMEOUT_MS = 5_000;
const PlaceSchema = v.object({ path: v.string() });
const RefusalSchema = v.object({ message: v.string(), said: OptionalSaidSchema });

/** What can be asked; each throws `SaidError` with the sentence for the user. */
export interface Places {
  showFile(id: string): Promise<void>;
  copyPath(id: string): Promise<void>;
  openFolder(folder: "inbox" | "outbox"): Promise<void>;
}

/** The places as this connection's companion knows them. */
export function placesBy(connection: Connection | undefined): Places {
  const ask = async (event: string, payload: object): Promise<unknown> => {
    const channel = connection?.socket()?.channel(FOLDERS_TOPIC, {});
    if (!channel) throw new SaidError(message("connection.not-connected"));
    try {
      await answered(channel.join(TIMEOUT_MS));
      return await answered(channel.push(event, payload, TIMEOUT_MS));
    } finally {
      channel.leave();
    }
  };
  return {
    showFile: async (id) => void (await ask(FoldersEvent.show, { id })),
    openFolder: async (folder) => void (await ask(FoldersEvent.show, { folder })),
    copyPath: async (id) => {
      const { path } = v.parse(PlaceSchema, await ask(FoldersEvent.place, { id }));
      await navigator.clipboard.writeText(path);
    },
  };
}

/** An older companion has no such topic, and says nothing that is for people. */
function answered(push: Push): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const refused = (response: unknown): void => {
      const said = v.safeParse(RefusalSchema, response);
      reject(new SaidError(said.success ? said.output : message("folders.unknown")));
    };
    push.receive("ok", resolve).receive("error", refused).receive("timeout", refused);
  });
}
