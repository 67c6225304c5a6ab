/** The tool `show_file`: a file, a text or an SVG for the person to see in the browser. */

import { basename } from "node:path";
import { Readable } from "node:stream";
import * as v from "valibot";
import { OutboxAsk } from "../../../shared/protocol/topics.ts";
import { message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";
import { farWay } from "../../commands/far/send.ts";
import { fileToSend, streamToSend, type ToSend } from "../../commands/sending/files-to-send.ts";
import { nearWay } from "../../commands/sending/near-way.ts";
import { showablePath } from "../shown-source.ts";
import { type Call, dataResult, type Tool } from "../tool.ts";
import { readArguments } from "./arguments.ts";

const MAX_TEXT_CHARACTERS = 1_000_000;
const MAX_NAME_CHARACTERS = 200;
/** A browser that is there has a file within a moment; a larger one goes on after the answer. */
const STORED_WITHIN_MS = 8_000;

const textArgument = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_TEXT_CHARACTERS));
const Schema = v.strictObject({
  path: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(4_096))),
  text: v.exactOptional(textArgument),
  svg: v.exactOptional(textArgument),
  name: v.exactOptional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_NAME_CHARACTERS))),
  to: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_NAME_CHARACTERS))),
});
const BrowsersSchema = v.object({ browsers: v.array(v.object({ id: v.string(), name: v.string() })) });

export const showFile: Tool = {
  name: "show_file",
  title: "Show a file in the browser",
  description:
    "Shows the person a file in their browser, and says which browser has it. Give one of `path` (a file on this computer), `text` or `svg`. `name` is what it is called there, `to` a part of a browser's name where there are several.",
  isReadOnly: false,
  inputSchema: {
    type: "object",
    properties: {
      path: { type: "string", description: "An absolute path" },
      text: { type: "string", maxLength: MAX_TEXT_CHARACTERS },
      svg: { type: "string", maxLength: MAX_TEXT_CHARACTERS },
      name: { type: "string", maxLength: MAX_NAME_CHARACTERS },
      to: { type: "string" },
    },
    additionalProperties: false,
  },
  async run(args, call) {
    const asked = readArguments(Schema, args);
    const { link } = call;
    const file = await fileOf(asked, call);
    const stored = Promise.withResolvers<string | undefined>();
    const early = new Map<string, string>();
    let own: string | undefined;
    const stop = link.listen({
      stored: (id, client) => (id === own ? stored.resolve(client) : early.set(id, client)),
    });
    const over = setTimeout(() => stored.resolve(undefined), STORED_WITHIN_MS);
    const onAbort = (): void => stored.resolve(undefined);
    call.signal.addEventListener("abort", onAbort);
    try {
      const outbox = await link.outbox();
      const { browsers } = v.parse(BrowsersSchema, await outbox.ask(OutboxAsk.about));
      const options = { show: true, ...(asked.to !== undefined && { to: asked.to }) };
      const way = await (link.context.remote ? farWay : nearWay)(link.context, options);
      const { connected } = await way.browsers();
      const sent = await way.queue(file, { index: 1, count: 1 }).finally(() => way.close());
      own = sent.id;
      const client = early.get(sent.id) ?? (connected > 0 ? await stored.promise : undefined);
      const { id, name, bytes, sha256 } = sent;
      return dataResult({
        ...{ id, name, bytes, sha256, state: client === undefined ? "queued" : "stored" },
        browser: browsers.find((browser) => browser.id === client)?.name ?? null,
        ...(client === undefined && { note: connected > 0 ? ON_ITS_WAY : NOBODY_THERE }),
      });
    } finally {
      stop();
      clearTimeout(over);
      call.signal.removeEventListener("abort", onAbort);
    }
  },
};

const ON_ITS_WAY = "It is on its way to the browser.";
const NOBODY_THERE = "No browser is connected: it waits, and goes as soon as one is.";

async function fileOf(asked: v.InferOutput<typeof Schema>, { link, allowed }: Call): Promise<ToSend> {
  const { path, text, svg, name } = asked;
  if ([path, text, svg].filter((given) => given !== undefined).length !== 1)
    throw new SaidError(message("agent.one-of-three"));
  if (path !== undefined) {
    const real = await showablePath(path, link.context, allowed);
    return fileToSend(real, name ?? basename(real));
  }
  const content = Buffer.from(text ?? svg ?? "");
  return streamToSend(
    () => Readable.from([content]),
    name ?? (svg === undefined ? "note.txt" : "drawing.svg"),
  );
}
