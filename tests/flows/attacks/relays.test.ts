import { connect, createServer, type Server } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { requestLine, socketLine } from "../../../shared/extension/connection/proof-lines.ts";
import { type AttackedCompanion, openAttackedCompanion } from "../../support/attacked-companion.ts";
import { proveAsExtension } from "../../support/extension-proof.ts";
import { ORIGIN, proveFrom } from "../../support/node-browser.ts";

let attacked: AttackedCompanion;
const opened: (() => unknown)[] = [];
beforeAll(async () => {
  attacked = await openAttackedCompanion();
  vi.stubGlobal("location", { origin: ORIGIN });
});
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await attacked?.close();
});

describe("a relay on another port", () => {
  /** Passes every byte on to the real companion, with the Host that one wants to see. */
  async function relay(): Promise<{ port: number; passed: () => string }> {
    let passed = "";
    const server = createServer((socket) => {
      const real = connect(attacked.port, "127.0.0.1");
      for (const end of [socket, real]) end.on("error", () => undefined);
      socket.setEncoding("latin1").on("data", (chunk: string) => {
        passed += chunk;
        real.write(
          Buffer.from(
            chunk.replaceAll(`127.0.0.1:${portOf(server)}`, `127.0.0.1:${attacked.port}`),
            "latin1",
          ),
        );
      });
      real.pipe(socket);
      socket.on("close", () => real.destroy());
      real.on("close", () => socket.destroy());
      opened.push(() => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    opened.push(() => server.close());
    return { port: portOf(server), passed: () => passed };
  }

  it("gets no answer out of the extension, over either line", async () => {
    const { port, passed } = await relay();
    for (const line of [socketLine(port), requestLine(port)]) {
      await expect(proveAsExtension(attacked.browser, line, port)).rejects.toThrow();
    }
    expect(passed()).not.toContain('"answer"');
    await attacked.unharmed(passed());
  });

  it("gets no ticket even where the browser answers without having checked", async () => {
    const { port, passed } = await relay();
    const { word } = await proveFrom(port, {
      mode: "client",
      id: attacked.browser.clientId,
      key: attacked.browser.key,
    });
    expect(word).toMatchObject({ type: "refuse", code: "wrong_proof" });
    await attacked.unharmed(passed());
  });

  it("pairs nobody with a link that was changed to its port", async () => {
    const { port, passed } = await relay();
    const { pairUrl } = await attacked.newLink();
    const url = new URL(pairUrl);
    const { word } = await proveFrom(port, {
      mode: "pair",
      id: url.searchParams.get("link") ?? "",
      key: Buffer.from(url.hash.slice(1), "hex"),
    });
    expect(word).toMatchObject({ type: "refuse", code: "wrong_proof" });
    await attacked.unharmed(passed());
  });
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}
