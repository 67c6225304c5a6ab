import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AttackedCompanion, openAttackedCompanion } from "../../support/attacked-companion.ts";
import { pairBy, proveFrom, ticketOf } from "../../support/node-browser.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

interface Link {
  readonly pairUrl: string;
  readonly id: string;
  readonly secret: Buffer;
}

async function newLink(): Promise<Link> {
  const { pairUrl } = await attacked.newLink();
  const url = new URL(pairUrl);
  return { pairUrl, id: url.searchParams.get("link") ?? "", secret: Buffer.from(url.hash.slice(1), "hex") };
}

const tryWith = async (id: string, key: Buffer, name?: string): Promise<string> =>
  JSON.stringify(
    (await proveFrom(attacked.port, { mode: "pair", id, key, ...(name === undefined ? {} : { name }) })).word,
  );

describe("a pairing link", () => {
  it.each<[string, (link: Link) => Buffer]>([
    ["zeros", () => Buffer.alloc(32)],
    ["random bytes", () => randomBytes(32)],
    ["its own id", ({ id }) => Buffer.from(id, "hex")],
    [
      "its secret but for a bit",
      ({ secret }) => Buffer.from(secret.map((byte, index) => (index === 0 ? byte ^ 1 : byte))),
    ],
    ["its secret cut", ({ secret }) => secret.subarray(0, 31)],
    ["its secret and a byte", ({ secret }) => Buffer.concat([secret, Buffer.from([1])])],
    ["the paired browser's key", () => attacked.browser.key],
  ])("pairs nobody who guesses its secret: %s", async (_, guess) => {
    const link = await newLink();
    const heard = await tryWith(link.id, guess(link));
    expect(heard).toContain("wrong_proof");
    await attacked.unharmed(heard);
  });

  it.each([
    ["one that never was", "0".repeat(32)],
    ["the paired client's id", () => attacked.browser.clientId],
    ["the companion's id", () => attacked.browser.companionId],
  ])("pairs nobody under an id of no link: %s", async (_, id) => {
    const heard = await tryWith(typeof id === "string" ? id : id(), randomBytes(32));
    expect(heard).toContain("link_unknown");
    await attacked.unharmed(heard);
  });

  it("is spoiled by three wrong guesses, and says how to get another", async () => {
    const link = await newLink();
    for (let count = 0; count < 3; count += 1)
      expect(await tryWith(link.id, randomBytes(32))).toContain("wrong_proof");
    const heard = await tryWith(link.id, link.secret);
    expect(heard).toContain("link_expired");
    expect(heard).toContain("npx pagewire pair");
    await attacked.unharmed(heard);
  });

  it("is spoiled by three guesses at the same moment as by three in turn", async () => {
    const link = await newLink();
    const guesses = await Promise.all(Array.from({ length: 8 }, () => tryWith(link.id, randomBytes(32))));
    for (const heard of guesses) expect(heard).not.toContain('"ticket"');
    expect(await tryWith(link.id, link.secret)).toContain("link_expired");
    await attacked.unharmed(...guesses);
  });

  it("pairs one of two who have it at the same moment", async () => {
    const link = await newLink();
    const outcomes = await Promise.all([
      tryWith(link.id, link.secret, "One"),
      tryWith(link.id, link.secret, "Two"),
    ]);
    expect(outcomes.filter((heard) => heard.includes('"type":"ticket"'))).toHaveLength(1);
    expect(outcomes.filter((heard) => heard.includes("link_used"))).toHaveLength(1);
    await attacked.rememberClients();
    await attacked.unharmed();
  });

  it("pairs nobody when it was used before, and tells the next that it was", async () => {
    const link = await newLink();
    await pairBy(link.pairUrl, "First");
    await attacked.rememberClients();
    const heard = await tryWith(link.id, link.secret);
    expect(heard).toContain("link_used");
    expect(heard).toContain("npx pagewire pair");
    await attacked.unharmed(heard);
  });

  it("is no client: neither its id nor its secret opens anything without pairing", async () => {
    const link = await newLink();
    const { word } = await proveFrom(attacked.port, { mode: "client", id: link.id, key: link.secret });
    expect(word).toMatchObject({ type: "refuse", code: "wrong_proof" });
    await attacked.unharmed(JSON.stringify(word));
  });

  it("crosses no wire with the key it gives: the page's answer holds the id alone", async () => {
    const link = await newLink();
    const page = await (await fetch(link.pairUrl)).text();
    expect(page).toContain('data-link="open"');
    expect(page).not.toContain(link.secret.toString("hex"));
    await attacked.unharmed(page);
  });

  it.each([
    ["an escape sequence", "\u001b[31mred\u001b[0m"],
    ["a line feed", 'One\n{"at":"now","event":"forged"}'],
    ["a direction mark", "\u202Eresworb"],
    ["markup", "<img src=x onerror=alert(1)>"],
    ["a name of blanks", "   "],
    ["a hundred bytes", "x".repeat(100)],
  ])("takes any name of a browser and lets none of it act: %s", async (_, name) => {
    const link = await newLink();
    const browser = await pairBy(link.pairUrl, name);
    attacked.secrets.add(browser.key.toString("hex"));
    await attacked.rememberClients();
    expect(await ticketOf(browser)).toMatch(/^[0-9a-f]{64}$/);
    const { stdout, stderr } = await attacked.command("clients");
    for (const character of `${stdout.replaceAll("\n", "")}${stderr.replaceAll("\n", "")}`) {
      expect(character).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
    await attacked.unharmed(stdout);
  });

  it("takes no name of 101 bytes", async () => {
    const link = await newLink();
    await expect(tryWith(link.id, link.secret, "é".repeat(51))).rejects.toThrow("4400");
    await attacked.unharmed();
  });
});
