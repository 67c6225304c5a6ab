import { describe, expect, it } from "vitest";
import {
  MAX_CLIENT_TOPICS,
  MAX_CLIENT_UNHANDLED_BYTES,
  MAX_TOPICS_PER_SOCKET,
} from "../../../../companion/limits.ts";
import type { ChannelKind } from "../../../../companion/server/channels/channel.ts";
import { ChannelSession } from "../../../../companion/server/channels/channel-session.ts";
import { ClientTotals } from "../../../../companion/server/channels/client-totals.ts";
import type { Transport } from "../../../../companion/server/channels/transport.ts";
import { encodeAsText } from "../../../../companion/server/longpoll/text-frame.ts";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Sessions whose pushes are handled when the test says so. */
function setUp() {
  const { promise: handled, resolve: handleAll } = Promise.withResolvers<void>();
  const kind: ChannelKind = {
    topics: "t:*",
    authorize: () => true,
    join: () => ({
      reply: {},
      handle: async () => {
        await handled;
        return undefined;
      },
    }),
  };
  const options = { kinds: [kind], totals: new ClientTotals(), log: () => undefined };
  const open = (client: string) => {
    const said: string[] = [];
    const transport: Transport = {
      send: (frame) => said.push(encodeAsText(frame)),
      drained: () => undefined,
      pause: () => said.push("pause"),
      resume: () => said.push("resume"),
      close: () => said.push("close"),
    };
    const session = new ChannelSession(transport, { id: client, kind: "script", name: client }, options);
    const join = (topic: string): void => session.receive(JSON.stringify(["1", "1", topic, "phx_join", {}]));
    return { session, said, join };
  };
  return { open, handleAll };
}

describe("what the sessions of one client hold together", () => {
  it("is bounded: each is read no further once it is too much, another client's is, and all go on behind it", async () => {
    const { open, handleAll } = setUp();
    const greedy = Array.from({ length: 20 }, () => open("greedy"));
    const other = open("other");
    const push = JSON.stringify(["1", "2", "t:a", "push", "x".repeat(MAX_CLIENT_UNHANDLED_BYTES / 16)]);
    for (const { join, session } of [...greedy, other]) {
      join("t:a");
      session.receive(push);
    }
    await turn();
    const paused = (): number =>
      greedy.filter(({ said }) => said.includes("pause") && !said.includes("resume")).length;
    expect(paused()).toBe(20 - 15);
    expect(other.said).not.toContain("pause");
    handleAll();
    await turn();
    expect(paused()).toBe(0);
    expect(greedy.filter(({ said }) => said.includes("resume"))).toHaveLength(5);
  });

  it("is so many topics and no more; one that was left may be joined anew", async () => {
    const { open } = setUp();
    const sessions = Array.from({ length: MAX_CLIENT_TOPICS / MAX_TOPICS_PER_SOCKET + 1 }, () =>
      open("greedy"),
    );
    for (const { join } of sessions) for (let topic = 0; topic < 100; topic += 1) join(`t:${topic}`);
    await turn();
    const last = sessions.at(-1);
    expect(last?.said.filter((text) => text.includes("too many channels joined"))).toHaveLength(100);
    sessions[0]?.session.end();
    last?.join("t:again");
    await turn();
    expect(last?.said.at(-1)).toContain('"status":"ok"');
  });
});
