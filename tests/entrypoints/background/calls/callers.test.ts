import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { type Caller, callerOf } from "../../../../entrypoints/background/calls/callers.ts";
import { mayCall } from "../../../../entrypoints/background/calls/calls.ts";
import { ArgumentSchemas, isCallMessage } from "../../../../shared/extension/messages.ts";

const ID = "bdamihdgndefjajdfjjnhbegdejnmjae";
const OWN = { id: ID, origin: `chrome-extension://${ID}` };
const OTHER = `chrome-extension://${"a".repeat(32)}`;

const popup = { id: ID, origin: OWN.origin, url: `${OWN.origin}/popup.html` };
const tab = { id: 7 };
const confirm = { id: ID, origin: OWN.origin, url: `${OWN.origin}/confirm.html`, frameId: 0, tab };
const pairing = {
  id: ID,
  origin: "http://127.0.0.1:8737",
  url: "http://127.0.0.1:8737/pair?link=0#1",
  frameId: 0,
  tab,
  documentId: "D",
  documentLifecycle: "active",
};

describe("callerOf", () => {
  it.each([
    ["the popup", popup, "own-page"],
    ["a page of ours in a tab", { ...confirm, url: `${OWN.origin}/options.html?x#y` }, "own-page"],
    ["the page of confirmation", confirm, "confirm-page"],
    ["the page that names a new companion", { ...confirm, url: `${OWN.origin}/paired.html` }, "paired-page"],
    ["the same in no tab", { ...popup, url: `${OWN.origin}/paired.html` }, "own-page"],
    [
      "the page of confirmation with a query",
      { ...confirm, url: `${OWN.origin}/confirm.html?x` },
      "confirm-page",
    ],
    ["the pairing page", pairing, "pairing-page"],
  ])("knows %s", (_, sender, kind) => {
    expect(callerOf(sender, OWN)?.kind).toBe(kind);
  });

  it.each([
    ["nothing", undefined],
    ["a text", "own-page"],
    ["an empty sender", {}],
    ["another extension that says our address", { ...popup, id: "a".repeat(32) }],
    ["another extension's page", { ...popup, id: "a".repeat(32), origin: OTHER, url: `${OTHER}/popup.html` }],
    ["no id", { ...popup, id: undefined }],
    ["no origin", { ...popup, origin: undefined }],
    ["a page of ours inside a frame", { ...confirm, frameId: 3 }],
    [
      "our script on a site that has our page's address in its own",
      {
        ...pairing,
        origin: "https://evil.test",
        url: `https://evil.test/${OWN.origin}/popup.html`,
      },
    ],
    ["our origin with another's address", { ...popup, url: `${OTHER}/popup.html` }],
    ["our origin with a look-alike address", { ...popup, url: `${OWN.origin}.evil.test/popup.html` }],
    ["our origin without an address", { ...popup, url: undefined }],
    ["a script on any site", { ...pairing, origin: "https://evil.test", url: "https://evil.test/pair" }],
    ["a pairing page in a frame", { ...pairing, frameId: 1 }],
    ["a pairing page in no tab", { ...pairing, tab: undefined }],
    ["a pairing page that nobody sees yet", { ...pairing, documentLifecycle: "prerender" }],
    ["a pairing page that was left", { ...pairing, documentLifecycle: "cached" }],
    ["a pairing page without a document", { ...pairing, documentId: undefined }],
    ["another path of the companion", { ...pairing, url: "http://127.0.0.1:8737/" }],
    ["a path that begins alike", { ...pairing, url: "http://127.0.0.1:8737/pairing" }],
    ["a path below", { ...pairing, url: "http://127.0.0.1:8737/pair/x" }],
    ["an address of another port than the origin", { ...pairing, url: "http://127.0.0.1:1/pair" }],
    ["localhost", { ...pairing, origin: "http://localhost:8737", url: "http://localhost:8737/pair" }],
    [
      "another address of this computer",
      {
        ...pairing,
        origin: "http://127.0.0.2:8737",
        url: "http://127.0.0.2:8737/pair",
      },
    ],
    ["https", { ...pairing, origin: "https://127.0.0.1:8737", url: "https://127.0.0.1:8737/pair" }],
    [
      "a name that begins like the address",
      {
        ...pairing,
        origin: "http://127.0.0.1.evil.test:8737",
        url: "http://127.0.0.1.evil.test:8737/pair",
      },
    ],
    ["a sandboxed page", { ...pairing, origin: "null" }],
    ["port 0", { ...pairing, origin: "http://127.0.0.1:0", url: "http://127.0.0.1:0/pair" }],
    [
      "a port beyond all ports",
      { ...pairing, origin: "http://127.0.0.1:65536", url: "http://127.0.0.1:65536/pair" },
    ],
    ["a user in the address", { ...pairing, url: "http://127.0.0.1:8737@evil.test/pair" }],
  ])("answers nobody else: %s", (_, sender) => {
    expect(callerOf(sender, OWN)).toBeUndefined();
  });

  it("answers nothing that is made up, whatever it looks like", () => {
    const words = fc.constantFrom(
      ID,
      OWN.origin,
      popup.url,
      pairing.url,
      "evil",
      "http://127.0.0.1:1",
      "active",
    );
    const sender = fc.record(
      {
        id: fc.oneof(words, fc.anything()),
        origin: fc.oneof(words, fc.anything()),
        url: fc.oneof(words, fc.webUrl(), fc.anything()),
        frameId: fc.oneof(fc.integer({ min: 1 }), fc.string()),
        tab: fc.oneof(fc.anything(), fc.record({ id: fc.anything() })),
        documentLifecycle: words,
      },
      { requiredKeys: ["frameId"] },
    );
    fc.assert(
      fc.property(fc.oneof(sender, fc.anything()), (made) => {
        expect(callerOf(made, OWN)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it("takes the port from the origin the browser names", () => {
    expect(callerOf(pairing, OWN)).toEqual({
      kind: "pairing-page",
      place: { port: 8737, tabId: 7, documentId: "D" },
    });
  });
});

describe("mayCall", () => {
  const own: Caller = { kind: "own-page" };
  const asking: Caller = { kind: "confirm-page", tabId: 7 };
  const result: Caller = { kind: "paired-page", tabId: 7 };
  const page: Caller = { kind: "pairing-page", place: { port: 1, tabId: 7, documentId: "D" } };
  it.each([
    ["wake", own, true],
    ["wake", asking, true],
    ["wake", page, false],
    ["retry", own, true],
    ["retry", page, false],
    ["pair", page, true],
    ["pair", own, false],
    ["pair", asking, false],
    ["pairingRequest", asking, true],
    ["pairingRequest", own, false],
    ["pairingRequest", page, false],
    ["answerPairing", asking, true],
    ["answerPairing", own, false],
    ["answerPairing", page, false],
    ["pairingPage", page, true],
    ["pairingPage", own, false],
    ["pairingSeen", result, true],
    ["pairingSeen", own, false],
    ["pairingSeen", asking, false],
    ["pairingSeen", page, false],
    ["undoPairing", result, true],
    ["undoPairing", own, false],
    ["undoPairing", page, false],
    ["leaveResult", result, true],
    ["leaveResult", page, false],
    ["showResult", own, true],
    ["showResult", page, false],
  ] as const)("%s from %o: %s", (call, caller, expected) => {
    expect(mayCall(call, caller)).toBe(expected);
  });
});

describe("a message that is no call", () => {
  it.each([
    [undefined],
    [null],
    [0],
    ["pair"],
    [[]],
    [{}],
    [{ call: "pair" }],
    [{ call: "constructor", argument: {} }],
    [{ call: "__proto__", argument: {} }],
    [{ call: ["pair"], argument: {} }],
    [{ call: "unknown", argument: {} }],
  ])("is told from one: %j", (message) => {
    expect(isCallMessage(message)).toBe(false);
  });

  const [link, secret] = ["0".repeat(32), "1".repeat(64)];
  it.each([
    ["wake", { more: 1 }],
    ["retry", { ids: ["../x"] }],
    ["retry", { ids: [link], more: 1 }],
    ["pair", { link, secret: secret.slice(1), inSight: true }],
    ["pair", { link, secret: secret.toUpperCase().replaceAll("1", "G"), inSight: true }],
    ["pair", { link, secret, inSight: true, port: 1 }],
    ["pair", { link: [link], secret, inSight: true }],
    ["pair", { link, secret }],
    ["pair", { link, secret, inSight: "true" }],
    ["pairingPage", { arrival: "typed" }],
    ["pairingSeen", { companionId: link }],
    ["undoPairing", { companionId: link, pairedAt: "now" }],
    ["answerPairing", { id: link }],
    ["answerPairing", { id: link, accept: "true" }],
    ["answerPairing", { id: link, accept: 1 }],
  ] as const)("has an argument that does not fit: %s %j", (call, argument) => {
    expect(v.safeParse(ArgumentSchemas[call], argument).success).toBe(false);
  });
});
