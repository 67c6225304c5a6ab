/** The tool `wait_for_image`: waits until the person sends a picture. */

import * as v from "valibot";
import { message } from "../../../shared/texts/message.ts";
import { SaidError } from "../../../shared/texts/said.ts";
import { isOfType } from "../../files/received/received-lookup.ts";
import type { ReceivedRecord } from "../../files/received/received-record.ts";
import { toldRecord } from "../told-record.ts";
import { type Call, dataResult, type Tool } from "../tool.ts";
import { readArguments } from "./arguments.ts";

const DEFAULT_SECONDS = 300;
const MAX_SECONDS = 3_600;
/** Clients give up a call that says nothing for a minute. */
const SAY_EVERY_MS = 5_000;
const SECOND_MS = 1_000;
const IMAGE = { type: "image/", isPrefix: true };

const Schema = v.strictObject({
  timeout_seconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_SECONDS)), DEFAULT_SECONDS),
});

export const waitForImage: Tool = {
  name: "wait_for_image",
  title: "Wait for an image from the browser",
  description:
    "Waits until the person sends an image from their browser (right-click, Send to Pagewire) and says which it is; ask them to first. Look at it with read_image.",
  isReadOnly: true,
  inputSchema: {
    type: "object",
    properties: {
      timeout_seconds: { type: "number", minimum: 0, maximum: MAX_SECONDS, default: DEFAULT_SECONDS },
    },
    additionalProperties: false,
  },
  async run(args, call) {
    const { timeout_seconds: seconds } = readArguments(Schema, args);
    return dataResult({
      image: toldRecord(await nextImage(call, seconds), call.link.context.remote !== undefined),
    });
  },
};

async function nextImage({ link, signal, progress }: Call, seconds: number): Promise<ReceivedRecord> {
  const { promise, resolve, reject } = Promise.withResolvers<ReceivedRecord>();
  promise.catch(() => undefined);
  const stop = link.listen({
    received: (record) => {
      if (isOfType(record, IMAGE)) resolve(record);
    },
  });
  const over = setTimeout(
    () => reject(new SaidError(message("agent.wait-over", { seconds }))),
    seconds * SECOND_MS,
  );
  let waited = 0;
  const saying = setInterval(() => {
    waited += SAY_EVERY_MS / SECOND_MS;
    progress(waited, seconds, "Waiting for the person to send an image.");
  }, SAY_EVERY_MS);
  const onAbort = (): void => reject(new SaidError(message("agent.cancelled")));
  signal.addEventListener("abort", onAbort);
  try {
    // Without a line nothing is heard: that is said at once.
    await link.inbox();
    progress(0, seconds, "Waiting for the person to send an image.");
    link.lost().then(
      () => reject(new SaidError(message("command.stopped"))),
      () => undefined,
    );
    return await promise;
  } finally {
    stop();
    clearTimeout(over);
    clearInterval(saying);
    signal.removeEventListener("abort", onAbort);
  }
}
