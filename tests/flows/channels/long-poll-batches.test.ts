import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChannelServer, openChannelServer } from "./channel-server.ts";
import { binaryPush, heartbeat, reply } from "./frames.ts";
import { openWire, pollOnce, pollRequest, sendBatch } from "./wire.ts";

let server: ChannelServer;
beforeAll(async () => {
  server = await openChannelServer();
});
afterAll(() => server.close());

const session = async (): Promise<string> => String((await pollOnce(server.port)).token);
const messagesOf = async (token: string): Promise<unknown[]> => {
  const { status, messages = [] } = await pollOnce(server.port, token);
  expect(status).toBe(200);
  return messages.map((message) => JSON.parse(message) as unknown);
};

describe("a batch", () => {
  it("carries text and binary frames, in order", async () => {
    const token = await session();
    await sendBatch(server.port, token, [
      ["1", "1", "room:batch", "phx_join", {}],
      ["1", "2", "room:batch", "echo", { n: 1 }],
      binaryPush("1", "3", "room:batch", "echo", Buffer.from("ffd8", "hex")),
    ]);
    expect(await messagesOf(token)).toEqual([
      reply("1", "1", "room:batch"),
      reply("1", "2", "room:batch", "ok", { n: 1 }),
      reply("1", "3", "room:batch", "ok", { base64: "/9g=" }),
    ]);
  });

  it("of 100 lines is taken, of one more refused whole", async () => {
    const token = await session();
    expect(await sendBatch(server.port, token, Array(100).fill(heartbeat))).toEqual({ status: 200 });
    expect(await messagesOf(token)).toHaveLength(100);
    expect(await sendBatch(server.port, token, Array(101).fill(heartbeat))).toEqual({ status: 400 });
    expect(await pollOnce(server.port, token)).toMatchObject({
      status: 410,
      close: { code: 4400, reason: "malformed_frame" },
    });
  });

  it.each([
    ["a line that is neither a frame nor base64", "no frame"],
    ["base64 without its padding", "/9g"],
    ["base64 with a gap", "/9 g"],
    ["an empty line before another", `\n${JSON.stringify(heartbeat)}`],
  ])("is refused whole for %s", async (_, body) => {
    const token = await session();
    const sent = await pollRequest(server.port, { method: "POST", token, body });
    expect([400, 410]).toContain(sent.reply.status);
    expect(await pollOnce(server.port, token)).toMatchObject({ status: 410, close: { code: 4400 } });
  });

  it("may be empty or end with a line feed", async () => {
    const token = await session();
    expect((await pollRequest(server.port, { method: "POST", token, body: "" })).reply.status).toBe(200);
    const body = `${JSON.stringify(heartbeat)}\n`;
    expect((await pollRequest(server.port, { method: "POST", token, body })).reply.status).toBe(200);
    expect(await messagesOf(token)).toHaveLength(1);
  });

  it("too large is refused, and the session is closed with 1009", async () => {
    const token = await session();
    const body = Buffer.alloc(16 * 1024 * 1024 + 1, "A");
    // The answer may or may not get past what is still being sent.
    await pollRequest(server.port, { method: "POST", token, body }).catch(() => undefined);
    expect(await pollOnce(server.port, token)).toMatchObject({
      status: 410,
      close: { code: 1009, reason: "frame_too_large" },
    });
  });

  it("with a whole file of eight mebibytes is taken", async () => {
    const wire = await openWire("LongPoll", server.port);
    const file = Buffer.alloc(8 * 1024 * 1024, "pagewire");
    wire.send(["1", "1", "room:large", "phx_join", {}]);
    await wire.next();
    wire.send(binaryPush("1", "2", "room:large", "echo", file));
    expect(await wire.next()).toEqual(
      reply("1", "2", "room:large", "ok", { base64: file.toString("base64") }),
    );
    wire.end();
  });

  it("is answered 429 while another is under way, and nothing of it counts", async () => {
    const token = await session();
    const { body, finish } = slowBody(JSON.stringify(heartbeat));
    const first = pollRequest(server.port, { method: "POST", token, body, duplex: "half" });
    while ((await sendBatch(server.port, token, [])).status !== 429);
    finish();
    expect((await first).reply).toEqual({ status: 200 });
    expect(await messagesOf(token)).toHaveLength(1);
  });
});

/** A body that is under way until it is finished. */
function slowBody(text: string): { body: ReadableStream<Uint8Array>; finish: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(encoder.encode(text.slice(0, 3)));
      await promise;
      controller.enqueue(encoder.encode(text.slice(3)));
      controller.close();
    },
  });
  return { body, finish: resolve };
}
