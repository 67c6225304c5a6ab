/** What a stranger on the other end of a forwarded port tries, against the companion itself. */

import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../../support/companion-process.ts";
import { type ForwardedPort, forwardTo } from "../../support/forwarded-port.ts";
import {
  Listening,
  ORIGIN,
  offerOf,
  openControl,
  openLane,
  pairBy,
  sendOver,
  ticketOf,
} from "../../support/node-browser.ts";
import { listenToOutbox } from "../../support/node-outbox.ts";

let companion: CompanionProcess;
let forward: ForwardedPort;
beforeAll(async () => {
  companion = await openCompanion();
  forward = await forwardTo(companion.port);
});
afterAll(async () => {
  await forward.close();
  await companion.close();
});

async function tokenFor(...topics: string[]): Promise<string> {
  const limits = topics.length > 0 ? ["--topics", ...topics] : [];
  const { objects } = await pagewire(companion.home, ["token", "--name", "script", ...limits]);
  return String(objects[0]?.token);
}

const laneOf = (bearer: string, headers: Record<string, string> = {}): Listening =>
  new Listening(`${forward.url}/raw`, ["pagewire.lane.v1", `pagewire.bearer.${bearer}`], headers);

/** Joins a topic by hand and says what is answered to each push. */
async function asked(token: string, topic: string, pushes: readonly [event: string, payload: unknown][]) {
  const bearer = Buffer.from(token).toString("base64").replaceAll("=", "");
  const url = `${forward.url}/socket/websocket?vsn=2.0.0`;
  const socket = new Listening(url, ["phoenix", `base64url.bearer.phx.${bearer}`], {});
  await socket.opened();
  const say = async (
    ref: string,
    event: string,
    payload: unknown,
  ): Promise<{ status: string; response: unknown }> => {
    socket.socket.send(JSON.stringify(["1", ref, topic, event, payload]));
    for (;;) {
      const frame = JSON.parse(String(await socket.next()));
      if (frame[1] === ref && frame[3] === "phx_reply") return frame[4];
    }
  };
  const answers = [await say("1", "phx_join", {})];
  for (const [at, [event, payload]] of pushes.entries())
    answers.push(await say(String(at + 2), event, payload));
  socket.socket.terminate();
  return answers;
}

describe("through a forwarded port", () => {
  it("nobody comes in but a script with its token", async () => {
    const owner = (await readFile(path.join(companion.home, ".state/owner-token"), "utf8")).trim();
    const ticket = await ticketOf(await pairBy(companion.pairUrl));
    const { objects } = await pagewire(companion.home, ["token", "--name", "revoked"]);
    await pagewire(companion.home, ["revoke", String(objects[0]?.id)]);
    const script = await tokenFor();
    const strangers = [
      laneOf(owner),
      laneOf(ticket, { Origin: ORIGIN }),
      laneOf(ticket),
      laneOf(String(objects[0]?.token)),
      laneOf(script, { Origin: "https://evil.test" }),
      laneOf(script, { Host: "evil.test:40123" }),
    ];
    expect(await Promise.all(strangers.map((lane) => lane.opened()))).toEqual(strangers.map(() => false));
    for (const target of ["/", "/health", "/pair?link=x", "/socket/longpoll?vsn=2.0.0"]) {
      const response = await fetch(`http://127.0.0.1:${forward.port}${target}`);
      expect({
        target,
        status: response.status,
        pairs: (await response.text()).includes("pagewire pair"),
      }).toMatchObject({ target, status: 403 });
    }
    const good = laneOf(await tokenFor("files"));
    expect(await good.opened()).toBe(true);
    good.socket.terminate();
  });

  it("a script may not ask what the owner may, nor what its token is not for", async () => {
    const [join] = await asked(await tokenFor(), "companion", []);
    expect(join).toMatchObject({ status: "error" });
    const [limited] = await asked(await tokenFor("inbox"), "outbox", []);
    expect(limited).toMatchObject({ status: "error" });
  });

  it("what is asked badly is answered with a sentence, and ends nothing", async () => {
    const id = "0".repeat(32);
    const inbox: [string, unknown][] = [
      ["list", { limit: 0 }],
      ["list", { limit: 1e9 }],
      ["list", { before: -1 }],
      ["list", { type: "../../etc" }],
      ["list", null],
      ["list", "all"],
      ["find", {}],
      ["find", { id: "%' OR 1=1 --" }],
      ["find", { id: "x".repeat(5_000) }],
      ["drop", {}],
    ];
    const answers = await asked(await tokenFor("inbox"), "inbox", inbox);
    expect(answers.map(({ status }) => status)).toEqual(["ok", "error", "ok", ...Array(8).fill("error")]);
    const outbox: [string, unknown][] = [
      ["send", { id, name: "" }],
      ["send", { id: "../../x", name: "x" }],
      ["send", { id: id.toUpperCase().replace("0", "A"), name: "x" }],
      ["send", { id, name: "x", to: "nobody" }],
      ["send", { id, name: "x", show: "yes" }],
      ["send", { id, name: "n".repeat(5_000) }],
      ["about", "anything"],
      ["withdraw", { id }],
    ];
    const told = await asked(await tokenFor("outbox"), "outbox", outbox);
    expect(told.map(({ status }) => status)).toEqual(["ok", ...Array(6).fill("error"), "ok", "error"]);
  });

  it("a browser may neither list the inbox nor say that it sends", async () => {
    const socket = await openControl(companion.port, await ticketOf(await pairBy(await pairUrl())));
    const channel = socket.channel("outbox", {});
    await new Promise((resolve) => channel.join().receive("ok", resolve));
    for (const event of ["send", "about"]) {
      const status = await new Promise((resolve) => {
        channel
          .push(event, { id: "0".repeat(32), name: "x" })
          .receive("ok", () => resolve("ok"))
          .receive("error", () => resolve("error"));
      });
      expect({ event, status }).toEqual({ event, status: "error" });
    }
    socket.disconnect();
  });

  it("a script gets no file of the inbox without `files`, and uploads none without `outbox`", async () => {
    const browser = await pairBy(await pairUrl());
    const own = await openLane(companion.port, await ticketOf(browser));
    const offer = offerOf(Buffer.from("secret"), { name: "secret.txt" });
    await sendOver(own, offer, Buffer.from("secret"));
    const askedOn = async (token: string): Promise<unknown> => {
      const lane = laneOf(token);
      await lane.opened();
      lane.socket.send(JSON.stringify({ type: "ask", id: offer.id }));
      const answer = JSON.parse(String(await lane.next()));
      lane.socket.terminate();
      return answer;
    };
    expect(await askedOn(await tokenFor("inbox"))).toMatchObject({ type: "refuse", code: "not_allowed" });
    expect(await askedOn(await tokenFor("outbox"))).toMatchObject({ type: "refuse", code: "not_allowed" });
    expect(await askedOn(await tokenFor("files"))).toMatchObject({ type: "offer", name: "secret.txt" });
    // A browser asks for what waits for it, and has no way to what others have sent.
    own.socket.send(JSON.stringify({ type: "ask", id: offer.id }));
    expect(JSON.parse(String(await own.next()))).toMatchObject({ type: "refuse", code: "unknown_file" });
    own.socket.terminate();
    // What nobody has announced is for the inbox.
    const unannounced = laneOf(await tokenFor("outbox"));
    await unannounced.opened();
    unannounced.socket.send(JSON.stringify(offerOf(Buffer.from("x"), { name: "x.txt" })));
    expect(JSON.parse(String(await unannounced.next()))).toMatchObject({
      type: "refuse",
      code: "not_allowed",
    });
    unannounced.socket.terminate();
  });

  it("one script learns nothing of what another has sent, and can't take its place", async () => {
    const [first, second] = [await tokenFor("outbox"), await tokenFor("outbox")];
    const id = randomBytes(16).toString("hex");
    const bytes = Buffer.from("of the first");
    await asked(first, "outbox", [["send", { id, name: "first.txt" }]]);
    const lane = laneOf(first);
    await lane.opened();
    await sendOver(lane, { ...offerOf(bytes, { name: "first.txt" }), id }, bytes);
    lane.socket.terminate();
    const [, answer] = await asked(second, "outbox", [["send", { id, name: "second.txt" }]]);
    expect(answer).toMatchObject({ status: "ok", response: { state: "announced" } });
    const other = laneOf(second);
    await other.opened();
    other.socket.send(JSON.stringify({ ...offerOf(Buffer.from("mine"), { name: "second.txt" }), id }));
    expect(JSON.parse(String(await other.next()))).toMatchObject({ type: "refuse" });
    other.socket.terminate();
    const outbox = await listenToOutbox(await pairBy(await pairUrl()));
    expect(outbox.waiting).toMatchObject([{ id, name: "first.txt", bytes: bytes.length }]);
    outbox.socket.disconnect();
  });
});

async function pairUrl(): Promise<string> {
  return String((await pagewire(companion.home, ["pair"])).objects[0]?.pairUrl);
}
