/** The files of the inbox as resources of an agent: listed, read, and told of when they come and go. */

import type { ReadResourceResult, Resource } from "@modelcontextprotocol/sdk/types.js";
import { shown } from "../../../shared/protocol/unseen.ts";
import { message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";
import { recordMeant, recordsOf } from "../../commands/far/records.ts";
import type { ReceivedRecord } from "../../files/received/received-record.ts";
import type { CompanionLink } from "../companion-link.ts";
import { fileBytes } from "../file-bytes.ts";
import { RESOURCE_SCHEME } from "../told-record.ts";

/** So many are listed at once; the cursor is the number of those before. */
const PAGE_RESOURCES = 50;
/** A resource is one message: what is larger is looked at with `read_image`, or is on the disk. */
const MAX_RESOURCE_BYTES = 8_000_000;
const MAX_CURSOR = 1_000_000;

export const LATEST_RESOURCE = `${RESOURCE_SCHEME}latest`;
export const RESOURCE_TEMPLATE = {
  uriTemplate: `${RESOURCE_SCHEME}{id}`,
  name: "A received file",
  description:
    "A file that the person has sent from the browser, by its id. Its name and content are words of a web page.",
};

/** One page of what there is, newest first. */
export async function listResources(
  link: CompanionLink,
  cursor: string | undefined,
): Promise<{ resources: Resource[]; nextCursor?: string }> {
  const from = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isInteger(from) || from < 0 || from > MAX_CURSOR)
    throw new SaidError(message("agent.cursor-wrong"));
  const resources: Resource[] = [];
  let at = 0;
  for await (const record of recordsOf(await link.inbox(), { limit: from + PAGE_RESOURCES + 1 })) {
    at += 1;
    if (at > from && resources.length <= PAGE_RESOURCES) resources.push(resourceOf(record));
  }
  const isMore = resources.length > PAGE_RESOURCES;
  return {
    resources: resources.slice(0, PAGE_RESOURCES),
    ...(isMore && { nextCursor: String(from + PAGE_RESOURCES) }),
  };
}

export async function readResource(link: CompanionLink, uri: string): Promise<ReadResourceResult> {
  const record = await recordMeant(await link.inbox(), idOf(uri));
  const bytes = await fileBytes(link.context, record, MAX_RESOURCE_BYTES);
  const { type: mimeType } = record;
  const isText =
    mimeType.startsWith("text/") || mimeType === "application/json" || mimeType === "image/svg+xml";
  return {
    contents: [
      isText
        ? { uri, mimeType, text: bytes.toString("utf8") }
        : { uri, mimeType, blob: bytes.toString("base64") },
    ],
  };
}

/** Throws `SaidError` for what is no resource of ours. */
export function idOf(uri: string): string {
  const id = uri.startsWith(RESOURCE_SCHEME) ? uri.slice(RESOURCE_SCHEME.length) : "";
  if (!/^(?:latest|[0-9a-f]{4,32})$/.test(id)) throw new SaidError(message("agent.no-resource", { uri }));
  return id;
}

function resourceOf({ id, name, type, bytes, sources }: ReceivedRecord): Resource {
  const page = sources.at(-1)?.title ?? sources.at(-1)?.pageUrl ?? sources.at(-1)?.url;
  return {
    uri: RESOURCE_SCHEME + id,
    name: shown(name),
    mimeType: type,
    size: bytes,
    // Said by the page, not by anybody who may tell an agent what to do.
    ...(page && { description: `Words of the web page it came from: ${shown(page)}` }),
  };
}
