/** What can be wrong between a command on another computer and its companion: each is one sentence, and a status that tells it. */

import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CompanionProcess, openCompanion, pagewire } from "../support/companion-process.ts";
import { farComputer, tokenFor } from "../support/far-command.ts";
import { type ForwardedPort, forwardTo } from "../support/forwarded-port.ts";

let companion: CompanionProcess;
let forward: ForwardedPort;
let token: string;
beforeAll(async () => {
  companion = await openCompanion();
  forward = await forwardTo(companion.port);
  token = await tokenFor(companion.home, "files", "inbox", "outbox", "price:*");
});
afterAll(async () => {
  await forward?.close();
  await companion?.close();
});

describe("what can be wrong on the way", () => {
  const elsewhere = async (environment: NodeJS.ProcessEnv, ...words: string[]) => {
    const computer = await farComputer(environment);
    try {
      return await computer.plain(words);
    } finally {
      await computer.close();
    }
  };
  const listening = async (server: Server): Promise<string> => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    return `ws://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  };

  it("is nothing there: status 3, one sentence", async () => {
    const server = createServer();
    const url = await listening(server);
    server.close();
    await once(server, "close");
    const env = { PAGEWIRE_URL: url, PAGEWIRE_TOKEN: token };
    for (const words of [["latest"], ["inbox"], ["wait"], ["get", "latest"], ["prices"], ["send", "-"]]) {
      const { status, stdout, stderr } = await elsewhere(env, ...words);
      expect({ words, status, stdout, lines: stderr.split("\n").length }).toEqual({
        words,
        status: 3,
        stdout: "",
        lines: 2,
      });
      expect(stderr).toContain("Nothing answers at");
    }
    expect(await elsewhere(env, "status", "--json")).toMatchObject({
      status: 3,
      stdout: expect.stringContaining('"running":false'),
    });
  });

  it("is a forward to where nothing listens, or to something else", async () => {
    const env = (url: string) => ({ PAGEWIRE_URL: url, PAGEWIRE_TOKEN: token });
    const hangs = createServer((socket) => socket.destroy());
    expect(await elsewhere(env(await listening(hangs)), "latest")).toMatchObject({
      status: 3,
      stderr: expect.stringContaining("Nothing answers"),
    });
    hangs.close();
    const web = createHttpServer((_, response) => response.end("hello"));
    expect(await elsewhere(env(await listening(web)), "latest")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("no companion of Pagewire"),
    });
    web.close();
    const chatter = createServer((socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n"));
    expect(await elsewhere(env(await listening(chatter)), "latest")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("no companion of Pagewire"),
    });
    chatter.close();
  });

  it("is a token that was revoked, is unknown, or is for something else", async () => {
    const env = (bearer: string) => ({ PAGEWIRE_URL: forward.url, PAGEWIRE_TOKEN: bearer });
    expect(await elsewhere(env("pwt_unknown"), "latest")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("does not take this token"),
    });
    const { objects } = await pagewire(companion.home, ["token", "--name", "short-lived"]);
    await pagewire(companion.home, ["revoke", String(objects[0]?.id)]);
    expect(await elsewhere(env(String(objects[0]?.token)), "get", "latest")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("does not take this token"),
    });
    expect(await elsewhere(env(await tokenFor(companion.home, "price:*")), "latest")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("This token is not for inbox"),
    });
  });

  it("is what is set in the environment: status 2", async () => {
    const PAGEWIRE_URL = forward.url;
    expect(await elsewhere({ PAGEWIRE_URL }, "latest")).toMatchObject({ status: 2, stdout: "" });
    expect(await elsewhere({ PAGEWIRE_TOKEN: token }, "latest")).toMatchObject({ status: 2, stdout: "" });
    for (const url of [
      "ws://example.com:8737",
      "http://127.0.0.1:8737",
      "ws://127.0.0.1",
      "ws://127.0.0.1:8737/x",
      "nonsense",
    ]) {
      expect(await elsewhere({ PAGEWIRE_URL: url, PAGEWIRE_TOKEN: token }, "latest")).toMatchObject({
        status: 2,
        stdout: "",
      });
    }
    expect(
      await elsewhere({ PAGEWIRE_URL, PAGEWIRE_TOKEN: token }, "latest", "--home", "/tmp/x"),
    ).toMatchObject({ status: 2, stdout: "" });
    expect(
      await elsewhere({ PAGEWIRE_URL, PAGEWIRE_TOKEN: token, PAGEWIRE_HOME: "/tmp/x" }, "status"),
    ).toMatchObject({ status: 0 });
  });
});
