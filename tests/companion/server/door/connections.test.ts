import { Duplex } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Client } from "../../../../companion/server/channels/channel.ts";
import { Connections } from "../../../../companion/server/door/connections.ts";

const connection = (): Duplex =>
  new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
const client = (id: string): Client => ({ id, kind: "script", name: id });
const OWNER: Client = { id: "owner", kind: "owner", name: "owner" };

const SMALL = { all: 12, ofOneClient: 6, few: 2, strangers: 4 };

/** Connections of a client's, or of a stranger's, as far as they were let in. */
async function filled(connections: Connections, count: number, as?: Client): Promise<Duplex[]> {
  const made = Array.from({ length: count }, () => connection()).filter((one) => {
    connections.add(one);
    return as === undefined || connections.admit(one, as);
  });
  await turns(3);
  return made;
}
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
const left = (made: readonly Duplex[]): number => made.filter(({ destroyed }) => !destroyed).length;

describe("Connections", () => {
  it("cuts the oldest stranger for one more than there may be, never a client that holds few", async () => {
    const connections = new Connections({ ...SMALL, all: 3 });
    const [own] = await filled(connections, 1, client("a"));
    const strangers = await filled(connections, 3);
    expect(own?.destroyed).toBe(false);
    expect(strangers.map(({ destroyed }) => destroyed)).toEqual([true, false, false]);
  });

  it("gives one client no more than its share, and what it asks beyond it displaces nobody", async () => {
    const connections = new Connections(SMALL);
    const other = await filled(connections, 2, client("other"));
    const greedy = await filled(connections, 30, client("greedy"));
    expect([left(other), left(greedy)]).toEqual([2, 6]);
    greedy[0]?.destroy();
    await turns(1);
    expect(await filled(connections, 3, client("greedy"))).toHaveLength(1);
  });

  it("makes room by the oldest of the client that holds most, however many of those come back at once", async () => {
    const connections = new Connections(SMALL);
    const browser = await filled(connections, 2, client("browser"));
    const greedy = ["one", "two", "three"].map(client);
    for (let round = 0; round < 50; round += 1) for (const one of greedy) await filled(connections, 2, one);
    await turns(1);
    const newcomer = await filled(connections, 2, client("newcomer"));
    for (let round = 0; round < 50; round += 1) for (const one of greedy) await filled(connections, 2, one);
    expect([left(browser), left(newcomer)]).toEqual([2, 2]);
  });

  it("keeps places for strangers that clients can't take, and for clients that strangers can't", async () => {
    const connections = new Connections(SMALL);
    const browser = await filled(connections, 2, client("browser"));
    for (const one of ["one", "two", "three"].map(client)) await filled(connections, 6, one);
    await turns(1);
    const strangers = await filled(connections, 100);
    expect([left(browser), left(strangers)]).toEqual([2, SMALL.strangers]);
  });

  it("cuts one that has named somebody known only when no other stranger is left", async () => {
    const connections = new Connections({ ...SMALL, all: 4 });
    const [proving] = await filled(connections, 1);
    if (proving) connections.vouch(proving, "somebody");
    await filled(connections, 50);
    expect(proving?.destroyed).toBe(false);
  });

  it("always has a place for the owner: its own oldest makes room, and nobody else's few", async () => {
    const connections = new Connections(SMALL);
    const browser = await filled(connections, 2, client("browser"));
    const commands = await filled(connections, 9, OWNER);
    expect(commands.map(({ destroyed }) => destroyed)).toEqual([
      ...[true, true, true],
      ...[false, false, false, false, false, false],
    ]);
    expect(left(browser)).toBe(2);
  });

  it("cuts all that a client has and nothing else, and counts a connection for whoever used it last", async () => {
    const connections = new Connections(SMALL);
    const own = await filled(connections, 3, client("a"));
    const [shared] = own;
    if (shared) connections.admit(shared, client("b"));
    connections.cutAll("a");
    expect(own.map(({ destroyed }) => destroyed)).toEqual([false, true, true]);
  });

  it("has room again when one has closed", async () => {
    const connections = new Connections({ ...SMALL, all: 1, strangers: 1 });
    const [first] = await filled(connections, 1);
    first?.destroy();
    await turns(1);
    const [second] = await filled(connections, 1);
    expect(second?.destroyed).toBe(false);
  });

  it("cuts none before what it has to say could be read, however many come in the same turn", async () => {
    const connections = new Connections(SMALL);
    const [first] = [connection()];
    connections.add(first);
    for (let count = 0; count < 500; count += 1) connections.add(connection());
    await turns(1);
    expect(first.destroyed).toBe(false);
    expect(connections.admit(first, client("browser"))).toBe(true);
    await turns(3);
    expect(first.destroyed).toBe(false);
  });

  it("takes nobody in who is gone already", async () => {
    const connections = new Connections(SMALL);
    const [one] = await filled(connections, 1);
    one?.destroy();
    expect(one && connections.admit(one, client("a"))).toBe(false);
  });
});
