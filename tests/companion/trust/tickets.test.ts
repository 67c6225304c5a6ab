import { describe, expect, it } from "vitest";
import { MAX_CLIENT_TICKETS, MAX_TICKETS } from "../../../companion/limits.ts";
import { Tickets } from "../../../companion/trust/tickets.ts";
import { TICKET_LIFETIME_MS } from "../../../shared/protocol/limits.ts";

const ORIGIN = "chrome-extension://x";

describe("tickets", () => {
  it("of one client have a ceiling: one more ends its oldest, and no other client's", () => {
    const tickets = new Tickets(() => 0);
    const other = tickets.issue("other", ORIGIN);
    const made = Array.from({ length: 1_000 }, () => tickets.issue("greedy", ORIGIN));
    const good = made.filter((ticket) => tickets.clientOf(ticket, ORIGIN) === "greedy");
    expect(good).toEqual(made.slice(-MAX_CLIENT_TICKETS));
    expect(tickets.clientOf(other, ORIGIN)).toBe("other");
    expect(tickets.size).toBe(MAX_CLIENT_TICKETS + 1);
  });

  it("of all together have a ceiling: one more ends the oldest of the client that has most", () => {
    const tickets = new Tickets(() => 0);
    const few = tickets.issue("few", ORIGIN);
    for (let client = 0; client < 100; client += 1)
      for (let count = 0; count < MAX_CLIENT_TICKETS; count += 1) tickets.issue(`greedy ${client}`, ORIGIN);
    expect(tickets.size).toBe(MAX_TICKETS);
    expect(tickets.clientOf(few, ORIGIN)).toBe("few");
  });

  it("end after an hour and with their client, and are forgotten then", () => {
    let now = 0;
    const tickets = new Tickets(() => now);
    const [first, second] = [tickets.issue("a", ORIGIN), tickets.issue("b", ORIGIN)];
    tickets.revoke("a");
    expect([first, second].map((ticket) => tickets.clientOf(ticket, ORIGIN))).toEqual([undefined, "b"]);
    now = TICKET_LIFETIME_MS;
    expect(tickets.clientOf(second, ORIGIN)).toBeUndefined();
    tickets.issue("c", ORIGIN);
    expect(tickets.size).toBe(1);
  });

  it("are made without a look at all the others", () => {
    let looks = 0;
    const tickets = new Tickets(() => {
      looks += 1;
      return 0;
    });
    for (let client = 0; client < 60; client += 1)
      for (let count = 0; count < MAX_CLIENT_TICKETS; count += 1) tickets.issue(`${client}`, ORIGIN);
    looks = 0;
    tickets.issue("one more", ORIGIN);
    expect(looks).toBeLessThan(5);
  });
});
