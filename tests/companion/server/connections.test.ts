import { Duplex } from "node:stream";
import { describe, expect, it } from "vitest";
import { Connections } from "../../../companion/server/connections.ts";

const connection = (): Duplex =>
  new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });

describe("Connections", () => {
  it("cuts the oldest stranger for one more than there may be, never a client", () => {
    const connections = new Connections(2);
    const [client, stranger, next] = [connection(), connection(), connection()];
    connections.add(client);
    connections.admit(client);
    connections.add(stranger);
    connections.add(next);
    expect([client, stranger, next].map(({ destroyed }) => destroyed)).toEqual([false, true, false]);
  });

  it("takes nobody where all there are are clients", () => {
    const connections = new Connections(1);
    const [client, next] = [connection(), connection()];
    connections.add(client);
    connections.admit(client);
    connections.add(next);
    expect([client.destroyed, next.destroyed]).toEqual([false, true]);
  });

  it("has room again when one has closed", async () => {
    const connections = new Connections(1);
    const [first, second] = [connection(), connection()];
    connections.add(first);
    first.destroy();
    await new Promise((resolve) => first.once("close", resolve));
    connections.add(second);
    expect(second.destroyed).toBe(false);
  });
});
