import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AttackedCompanion, openAttackedCompanion, phoenix } from "../../support/attacked-companion.ts";
import { Listening } from "../../support/node-browser.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

const CONTROL = "/socket/websocket?vsn=2.0.0";

describe("a token that is limited to topics", () => {
  const limited = (...topics: string[]): Promise<string> => attacked.limitedToken(...topics);
  const join = async (token: string, topic: string): Promise<string> => {
    const socket = new Listening(`ws://127.0.0.1:${attacked.port}${CONTROL}`, phoenix(token), {});
    await socket.opened();
    socket.socket.send(JSON.stringify(["1", "1", topic, "phx_join", {}]));
    const heard = String(await socket.next());
    socket.socket.terminate();
    return heard;
  };

  it.each(["inbox", "files", "outbox", "companion", "price:DEMO ", "price", "phoenix", "*", "price:DEMO\0"])(
    "joins nothing else: %j",
    async (topic) => {
      const heard = await join(await limited("price:DEMO"), topic);
      expect(heard).toContain('"status":"error"');
      await attacked.unharmed(heard);
    },
  );

  it.each([
    ["puts no file by a lane", "offer"],
    ["takes no waiting file by a lane", "ask"],
  ])("%s", async (_, type) => {
    const bearer = `pagewire.bearer.${await limited("price:*")}`;
    const lane = new Listening(`ws://127.0.0.1:${attacked.port}/raw`, ["pagewire.lane.v1", bearer], {});
    await lane.opened();
    const id = type === "ask" ? attacked.waitingId : "0".repeat(32);
    const offer = { type, id, name: "x", bytes: 1, mediaType: "", expects: "any", fidelity: "original" };
    lane.socket.send(JSON.stringify(offer));
    const heard = String(await lane.next());
    expect(JSON.parse(heard)).toMatchObject({ type: "refuse", code: "not_allowed" });
    lane.socket.terminate();
    await attacked.unharmed(heard);
  });

  it("never reaches the owner's topic, limited or not", async () => {
    const heard = [await join(attacked.token, "companion"), await join(await limited("*"), "companion")];
    for (const one of heard) expect(one).toContain("unauthorized");
    await attacked.unharmed(...heard);
  });
});
