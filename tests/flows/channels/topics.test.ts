import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventually } from "../../support/eventually.ts";
import { type ChannelServer, openChannelServer } from "./channel-server.ts";
import { binaryPush, expectNothingElse, reply, unmatched } from "./frames.ts";
import { CARRIERS, openWire, type Wire } from "./wire.ts";

let server: ChannelServer;
beforeAll(async () => {
  server = await openChannelServer();
});
afterAll(() => server.close());

describe.each(CARRIERS)("a topic over %s", (carrier) => {
  let wire: Wire;
  let topic: string;
  let number = 0;
  beforeEach(async () => {
    wire = await openWire(carrier, server.port);
    number += 1;
    topic = `room:${carrier}-${number}`;
  });
  afterEach(() => wire.end());

  const join = async (ref = "1", payload: unknown = {}): Promise<unknown> => {
    wire.send([ref, ref, topic, "phx_join", payload]);
    return await wire.next();
  };
  const say = (ref: string, event: string, payload: unknown = {}, joinRef: string | null = "1"): void =>
    wire.send([joinRef, ref, topic, event, payload]);
  const timesLeft = (): number => server.rooms.left.filter((left) => left === topic).length;

  describe("joining", () => {
    it("is answered with the ref as join_ref", async () => {
      expect(await join()).toEqual(reply("1", "1", topic));
    });

    it("is answered with what the channel replies", async () => {
      expect(await join("1", { reply: { name: "x", list: [1] } })).toEqual(
        reply("1", "1", topic, "ok", { name: "x", list: [1] }),
      );
    });

    it.each([
      ["a list", [1, 2]],
      ["a text", "hello"],
      ["a number", 7],
      ["null", null],
    ])("may be answered with %s", async (_, value) => {
      expect(await join("1", { reply: value })).toEqual(reply("1", "1", topic, "ok", value));
    });

    it("that is refused is answered with the reason, and nothing is closed", async () => {
      expect(await join("1", { mode: "refuse" })).toEqual(
        reply("1", "1", topic, "error", { reason: "full", message: "The room is full." }),
      );
      say("2", "echo");
      expect(await wire.next()).toEqual(unmatched("2", topic));
      await expectNothingElse(wire);
    });

    it("that crashes is answered so", async () => {
      expect(await join("1", { mode: "crash" })).toEqual(
        reply("1", "1", topic, "error", { reason: "join crashed" }),
      );
      expect(server.logged).toContain("channel.join-crashed");
    });

    it("a topic that no channel has is answered with a join_ref of null", async () => {
      wire.send(["1", "1", "nowhere", "phx_join", {}]);
      expect(await wire.next()).toEqual(unmatched("1", "nowhere"));
    });

    it("a topic the channel does not allow this client is refused", async () => {
      wire.send(["1", "1", "room:private", "phx_join", {}]);
      expect(await wire.next()).toEqual(
        reply("1", "1", "room:private", "error", {
          reason: "unauthorized",
          message: "This client may not join the topic.",
          said: { code: "channel.forbidden" },
        }),
      );
    });

    it("may carry bytes", async () => {
      wire.send(binaryPush("1", "1", topic, "phx_join", Buffer.from("c0ffee", "hex")));
      expect(await wire.next()).toEqual(reply("1", "1", topic, "ok", { joinedWith: "c0ffee" }));
    });

    it("delays what the channel sends until the reply is out", async () => {
      expect(await join("1", { mode: "early" })).toEqual(reply("1", "1", topic));
      expect(await wire.next()).toEqual(["1", null, topic, "early", { n: 1 }]);
      expect(await wire.next()).toEqual(["1", null, topic, "early", { n: 2 }]);
    });

    it("makes the topic's later frames wait, but neither heartbeats nor other topics", async () => {
      const gate = `${topic}-gate`;
      wire.send(["1", "1", topic, "phx_join", { mode: "gate", gate }]);
      say("2", "echo", { after: "join" });
      await expectNothingElse(wire);
      wire.send(["3", "3", `${topic}-other`, "phx_join", {}]);
      expect(await wire.next()).toEqual(reply("3", "3", `${topic}-other`));
      server.rooms.open(gate);
      expect(await wire.next()).toEqual(reply("1", "1", topic));
      expect(await wire.next()).toEqual(reply("1", "2", topic, "ok", { after: "join" }));
    });

    it("and leaving while the join is under way ends it behind its reply", async () => {
      const gate = `${topic}-gate`;
      wire.send(["1", "1", topic, "phx_join", { mode: "gate", gate }]);
      say("2", "phx_leave");
      await expectNothingElse(wire);
      server.rooms.open(gate);
      expect(await wire.next()).toEqual(reply("1", "1", topic));
      expect(await wire.next()).toEqual(reply("1", "2", topic));
      expect(await wire.next()).toEqual(["1", "1", topic, "phx_close", {}]);
      expect(timesLeft()).toBe(1);
    });

    it("a second time replaces the first: its reply, then the close of the old one", async () => {
      await join();
      expect(await join("5")).toEqual(reply("5", "5", topic));
      expect(await wire.next()).toEqual(["1", "1", topic, "phx_close", {}]);
      expect(timesLeft()).toBe(1);
      say("6", "echo", {}, "5");
      expect(await wire.next()).toEqual(reply("5", "6", topic));
    });

    it("a second time, refused, ends the first as well", async () => {
      await join();
      expect(await join("5", { mode: "refuse" })).toMatchObject([
        "5",
        "5",
        topic,
        "phx_reply",
        { status: "error" },
      ]);
      expect(await wire.next()).toEqual(["1", "1", topic, "phx_close", {}]);
      say("6", "echo", {}, "1");
      expect(await wire.next()).toEqual(unmatched("6", topic));
    });

    it("while the first is still under way answers both in turn", async () => {
      const gate = `${topic}-gate`;
      wire.send(["1", "1", topic, "phx_join", { mode: "gate", gate }]);
      wire.send(["2", "2", topic, "phx_join", {}]);
      await expectNothingElse(wire);
      server.rooms.open(gate);
      expect(await wire.next()).toEqual(reply("1", "1", topic));
      expect(await wire.next()).toEqual(reply("2", "2", topic));
      expect(await wire.next()).toEqual(["1", "1", topic, "phx_close", {}]);
    });

    it("is possible for 100 topics, not for one more, and again for one that is left", async () => {
      for (let index = 0; index < 100; index += 1) {
        wire.send(["1", "1", `${topic}-${index}`, "phx_join", {}]);
        expect(await wire.next()).toEqual(reply("1", "1", `${topic}-${index}`));
      }
      expect(await join()).toEqual(reply("1", "1", topic, "error", { reason: "too many channels joined" }));
      wire.send(["2", "2", `${topic}-0`, "phx_join", {}]);
      expect(await wire.next()).toEqual(reply("2", "2", `${topic}-0`));
      expect(await wire.next()).toEqual(["1", "1", `${topic}-0`, "phx_close", {}]);
      wire.send(["2", "3", `${topic}-0`, "phx_leave", {}]);
      await wire.next();
      await wire.next();
      expect(await join("4")).toEqual(reply("4", "4", topic));
    });
  });

  describe("leaving", () => {
    it("a topic nobody joined is answered ok", async () => {
      say("2", "phx_leave");
      expect(await wire.next()).toEqual(reply("1", "2", topic));
      await expectNothingElse(wire);
    });

    it("is answered, then closed with the join's ref", async () => {
      await join();
      say("2", "phx_leave");
      expect(await wire.next()).toEqual(reply("1", "2", topic));
      expect(await wire.next()).toEqual(["1", "1", topic, "phx_close", {}]);
      expect(timesLeft()).toBe(1);
      say("3", "echo");
      expect(await wire.next()).toEqual(unmatched("3", topic));
    });

    it("with the join_ref of an earlier stay is passed over", async () => {
      await join();
      await join("5");
      await wire.next();
      say("6", "phx_leave", {}, "1");
      say("7", "echo", {}, "5");
      expect(await wire.next()).toEqual(reply("5", "7", topic));
    });

    it("without a join_ref is taken", async () => {
      await join();
      say("2", "phx_leave", {}, null);
      expect(await wire.next()).toEqual(reply(null, "2", topic));
      expect(await wire.next()).toEqual(["1", "1", topic, "phx_close", {}]);
    });

    it("happens once when the connection ends", async () => {
      await join();
      wire.end();
      // A poll that is given up may come again; what ends the session is that its client is closed, or its expiry.
      if (carrier === "LongPoll") server.polls.closeAll("script", 4401, "test");
      await eventually("the leave", () => timesLeft() > 0);
      expect(timesLeft()).toBe(1);
    });
  });
});
