import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ChannelServer, openChannelServer } from "./channel-server.ts";
import { beat, expectNothingElse, heartbeat, reply, unmatched } from "./frames.ts";
import { CARRIERS, openWire, type Wire } from "./wire.ts";

let server: ChannelServer;
beforeAll(async () => {
  server = await openChannelServer();
});
afterAll(() => server.close());

describe.each(CARRIERS)("a push over %s", (carrier) => {
  let wire: Wire;
  let topic: string;
  let number = 0;
  beforeEach(async () => {
    wire = await openWire(carrier, server.port);
    number += 1;
    topic = `room:${carrier}-${number}`;
    wire.send(["1", "1", topic, "phx_join", {}]);
    expect(await wire.next()).toEqual(reply("1", "1", topic));
  });
  afterEach(() => wire.end());

  const say = (
    ref: string | null,
    event: string,
    payload: unknown = {},
    joinRef: string | null = "1",
  ): void => wire.send([joinRef, ref, topic, event, payload]);

  describe("is answered", () => {
    it("with what the channel says", async () => {
      say("2", "echo", { a: [1, { b: null }] });
      expect(await wire.next()).toEqual(reply("1", "2", topic, "ok", { a: [1, { b: null }] }));
    });

    it("with an empty object where it says nothing more than ok", async () => {
      say("2", "bare");
      expect(await wire.next()).toEqual(reply("1", "2", topic));
    });

    it.each(["error", "accepted", "", "ünï"])("with any status: %j", async (status) => {
      say("2", "status", { status });
      expect(await wire.next()).toEqual(reply("1", "2", topic, status, { x: 1 }));
    });

    it.each([
      ["a list", [1, [2]]],
      ["a text", "hello"],
      ["a number", 1.5],
      ["true", true],
      ["null", null],
      ["an object with odd names", { constructor: 1, "": 2 }],
      ["characters of four bytes", { "🚀": "🎉\u2028\u0000" }],
    ])("the same whether the payload is an object or %s", async (_, payload) => {
      say("2", "echo", payload);
      expect(await wire.next()).toEqual(reply("1", "2", topic, "ok", payload));
    });

    it("not at all where the channel has no reply", async () => {
      say("2", "silent");
      say("3", "bare");
      expect(await wire.next()).toEqual(reply("1", "3", topic));
    });

    it("also without a join_ref, and then so is the reply", async () => {
      say("2", "echo", {}, null);
      expect(await wire.next()).toEqual(reply(null, "2", topic));
    });

    it("also without a ref, as Phoenix does", async () => {
      say(null, "echo");
      expect(await wire.next()).toEqual(reply("1", null, topic));
    });

    it("later and in any order, each under its own ref", async () => {
      say("2", "later");
      say("3", "later");
      say("4", "answer-all");
      expect(await wire.next()).toEqual(reply("1", "3", topic, "ok", { index: 0 }));
      expect(await wire.next()).toEqual(reply("1", "2", topic, "ok", { index: 1 }));
      expect(await wire.next()).toEqual(reply("1", "4", topic));
    });

    it("in order within the topic, while other topics go on", async () => {
      const gate = `${topic}-gate`;
      wire.send(["9", "9", `${topic}-b`, "phx_join", {}]);
      await wire.next();
      say("2", "wait", { gate });
      say("3", "echo");
      wire.send(["9", "4", `${topic}-b`, "echo", {}]);
      expect(await wire.next()).toEqual(reply("9", "4", `${topic}-b`));
      await expectNothingElse(wire);
      server.rooms.open(gate);
      expect(await wire.next()).toEqual(reply("1", "2", topic, "ok", { waited: true }));
      expect(await wire.next()).toEqual(reply("1", "3", topic));
    });

    it("whatever stands behind its fifth element", async () => {
      wire.send(["1", "2", topic, "echo", {}, "more", { still: "more" }]);
      expect(await wire.next()).toEqual(reply("1", "2", topic));
    });

    it("not where it belongs to an earlier stay", async () => {
      wire.send(["5", "5", topic, "phx_join", {}]);
      await wire.next();
      expect(await wire.next()).toEqual(["1", "1", topic, "phx_close", {}]);
      say("6", "echo", {}, "1");
      say("7", "echo", {}, "5");
      expect(await wire.next()).toEqual(reply("5", "7", topic));
    });

    it("as unmatched where nobody has joined, with a join_ref of null", async () => {
      wire.send(["1", "2", "room:elsewhere", "echo", {}]);
      expect(await wire.next()).toEqual(unmatched("2", "room:elsewhere"));
      wire.send(["1", "3", "nowhere", "echo", {}]);
      expect(await wire.next()).toEqual(unmatched("3", "nowhere"));
    });
  });

  describe("that crashes the channel", () => {
    const error = () => ["1", "1", topic, "phx_error", { reason: "channel_crash" }];

    it("is told as phx_error under the join's ref, and the topic is gone", async () => {
      say("2", "crash");
      expect(await wire.next()).toEqual(error());
      say("3", "echo");
      expect(await wire.next()).toEqual(unmatched("3", topic));
      expect(server.rooms.left.filter((left) => left === topic)).toHaveLength(1);
      expect(server.logged).toContain("channel.crashed");
    });

    it("takes the pushes that waited behind it along, unanswered", async () => {
      const gate = `${topic}-gate`;
      say("2", "crash-later", { gate });
      say("3", "echo");
      say("4", "phx_leave");
      await expectNothingElse(wire);
      server.rooms.open(gate);
      expect(await wire.next()).toEqual(error());
      await expectNothingElse(wire);
      expect(server.rooms.handled).not.toContain(`${topic} echo`);
    });

    it("leaves a join that waited behind it untouched", async () => {
      const gate = `${topic}-gate`;
      say("2", "crash-later", { gate });
      wire.send(["5", "5", topic, "phx_join", {}]);
      say("6", "echo", {}, "5");
      await expectNothingElse(wire);
      server.rooms.open(gate);
      expect(await wire.next()).toEqual(error());
      expect(await wire.next()).toEqual(reply("5", "5", topic));
      expect(await wire.next()).toEqual(reply("5", "6", topic));
    });

    it("leaves the other topics and the connection alone", async () => {
      wire.send(["9", "9", `${topic}-b`, "phx_join", {}]);
      await wire.next();
      say("2", "crash");
      expect(await wire.next()).toEqual(error());
      wire.send(["9", "10", `${topic}-b`, "echo", { still: "here" }]);
      expect(await wire.next()).toEqual(reply("9", "10", `${topic}-b`, "ok", { still: "here" }));
    });

    it("by a reply that no JSON can hold is a crash as any", async () => {
      say("2", "unsayable");
      expect(await wire.next()).toEqual(error());
    });

    it("does not keep the topic from being joined again", async () => {
      say("2", "crash");
      await wire.next();
      wire.send(["3", "3", topic, "phx_join", {}]);
      expect(await wire.next()).toEqual(reply("3", "3", topic));
    });
  });

  describe("that ends the stay", () => {
    it("in peace is answered, then the topic is closed", async () => {
      say("2", "stop");
      expect(await wire.next()).toEqual(reply("1", "2", topic, "ok", { bye: true }));
      expect(await wire.next()).toEqual(["1", "1", topic, "phx_close", {}]);
      say("3", "echo");
      expect(await wire.next()).toEqual(unmatched("3", topic));
    });

    it("in failure is answered, then the topic has crashed", async () => {
      say("2", "fail");
      expect(await wire.next()).toEqual(reply("1", "2", topic, "ok", { bye: true }));
      expect(await wire.next()).toEqual(["1", "1", topic, "phx_error", { reason: "channel_crash" }]);
    });

    it("leaves nothing to answer later", async () => {
      say("2", "later");
      say("3", "phx_leave");
      await wire.next();
      await wire.next();
      wire.send(["5", "5", topic, "phx_join", {}]);
      await wire.next();
      say("6", "answer-all", {}, "5");
      expect(await wire.next()).toEqual(reply("5", "6", topic));
      await expectNothingElse(wire);
    });
  });

  describe("of the companion", () => {
    it("has the stay's join_ref and no ref", async () => {
      say("2", "push", { event: "news", payload: { n: 1 } });
      expect(await wire.next()).toEqual(["1", null, topic, "news", { n: 1 }]);
    });

    it.each([
      ["a list", [1]],
      ["a text", "t"],
      ["null", null],
    ])("may carry %s", async (_, payload) => {
      say("2", "push", { event: "news", payload });
      expect(await wire.next()).toEqual(["1", null, topic, "news", payload]);
    });
  });

  describe("of a heartbeat", () => {
    it("is answered ok with a join_ref of null, whatever it carries", async () => {
      for (const payload of [{}, { x: 1 }, null, [1]]) {
        wire.send([null, "7", "phoenix", "heartbeat", payload]);
        expect(await wire.next()).toEqual(reply(null, "7", "phoenix"));
      }
    });

    it("is the only thing the topic phoenix knows", async () => {
      wire.send([null, "7", "phoenix", "other", {}]);
      expect(await wire.next()).toEqual(unmatched("7", "phoenix"));
      wire.send(["8", "8", "phoenix", "phx_join", {}]);
      expect(await wire.next()).toEqual(unmatched("8", "phoenix"));
      wire.send(heartbeat);
      expect(await wire.next()).toEqual(beat);
    });
  });
});
