/** The topic `folders`: a browser asks where a file it has sent lies, and has it shown in the system's file manager. */

import { lstat } from "node:fs/promises";
import type { DatabaseSync } from "node:sqlite";
import * as v from "valibot";
import { FOLDERS_TOPIC, FoldersEvent } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { SaidError, sentenceOf } from "../../../shared/texts/said.ts";
import { showFile, showFolder } from "../../desktop/file-manager.ts";
import type { Removals } from "../../files/kept/removal.ts";
import { ReceivedIndex } from "../../files/received/received-index.ts";
import type { Home } from "../../home/home.ts";
import { hexSchema } from "../../process/field-schemas.ts";
import type { ChannelKind, Payload, Reply } from "../channels/channel.ts";

const ID_BYTES = 16;
const IdSchema = v.object({ id: hexSchema(ID_BYTES) });
const FolderSchema = v.object({ folder: v.picklist(["inbox", "outbox"]) });

/** Windows are opened no faster than anybody can mean it. */
const SHOW_EVERY_MS = 500;

/** For browsers alone: each names its own transfers by their ids, never a path, and no other client's. */
export function foldersChannel(
  database: DatabaseSync,
  home: Pick<Home, "inbox" | "outbox">,
  removals: Removals,
  now: () => number = () => performance.now(),
): ChannelKind {
  const index = new ReceivedIndex(database, home.inbox);
  let lastShown = Number.NEGATIVE_INFINITY;
  const fileOf = async (client: string, id: string): Promise<string> => {
    const path = index.find(client, id)?.path;
    const stats = path === undefined ? undefined : await lstat(path).catch(() => undefined);
    if (path === undefined || !stats?.isFile()) throw new SaidError(message("folders.file-gone"));
    return path;
  };
  const show = async (client: string, payload: unknown): Promise<Payload> => {
    const folder = v.safeParse(FolderSchema, payload);
    const file = folder.success ? undefined : await fileOf(client, v.parse(IdSchema, payload).id);
    if (now() - lastShown < SHOW_EVERY_MS) return {};
    lastShown = now();
    try {
      if (file !== undefined) await showFile(file);
      else if (folder.success) await showFolder(home[folder.output.folder]);
    } catch (error) {
      throw new SaidError(message("folders.not-shown"), { cause: error });
    }
    return {};
  };
  return {
    topics: FOLDERS_TOPIC,
    authorize: (client) => client.kind === "browser",
    join: ({ client: { id: client }, push }) => ({
      reply: {},
      leave: removals.onRemoved(({ transfers }) => {
        for (const transfer of transfers) {
          if (transfer.client === client) push(FoldersEvent.removed, { id: transfer.id });
        }
      }),
      async handle(event, payload): Promise<Reply> {
        try {
          if (event === FoldersEvent.place)
            return {
              status: "ok",
              response: { path: await fileOf(client, v.parse(IdSchema, payload).id) },
            };
          if (event === FoldersEvent.show) return { status: "ok", response: await show(client, payload) };
          throw new SaidError(message("channel.folders-events"));
        } catch (error) {
          const why = v.isValiError(error) ? new SaidError(message("channel.field", { field: "id" })) : error;
          return { status: "error", response: { ...sentenceOf(why) } };
        }
      },
    }),
  };
}
