import { describe, expect, it } from "vitest";
import { COMPANION_FEATURES } from "../../../companion/server/proving/proof-exchange.ts";
import { accessOf } from "../../../shared/extension/connection/lane-access.ts";
import type { Pairing } from "../../../shared/extension/store/database.ts";
import type { Ticket } from "../../../shared/protocol/proof.ts";

const ticket: Ticket = {
  type: "ticket",
  ticket: "t",
  clientId: "c".repeat(32),
  lifetimeMs: 1_000,
  companionVersion: "1",
};

describe("what opens lanes", () => {
  it.each<[string, readonly string[], boolean]>([
    ["a companion of today", COMPANION_FEATURES, true],
    ["one of the time before parcels", ["lanes"], false],
    ["one of a time to come", ["lanes", "parcels", "more"], true],
    ["one that says nothing", [], false],
  ])("knows from the proof whether parcels are taken: %s", async (_, features, takesParcels) => {
    const pairing: Pairing = {
      companionId: "c".repeat(32),
      clientId: "d".repeat(32),
      key: await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]),
      port: 1,
      pairedAt: 1,
    };
    expect(accessOf(pairing, { ticket, features })).toMatchObject({ port: 1, ticket: "t", takesParcels });
  });
});
