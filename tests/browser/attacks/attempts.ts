/** What strangers try at the companion from within a browser, and what each of them is to get. */

import { PROTOCOL_VERSION } from "../../../shared/protocol/limits.ts";
import { LANE_SUBPROTOCOL, PROVE_SUBPROTOCOL } from "../../../shared/protocol/proof.ts";
import type { Attempt, Got } from "../../support/page-attack.ts";

/** What each of them is to get. */
export const NOTHING: Got = { opened: false, read: "" };
/** In place of a ticket or a token. */
export const GUESS = "0".repeat(64);
/** The first word of a proof, in nobody's name. */
export const HELLO = JSON.stringify({
  type: "hello",
  version: PROTOCOL_VERSION,
  mode: "client",
  id: "0".repeat(32),
  nonce: GUESS,
  features: [],
});
const POST_HELLO = { method: "POST", body: HELLO };
/** The guess as the phoenix client would say it. */
export const PHOENIX_GUESS = `base64url.bearer.phx.${Buffer.from(GUESS).toString("base64").replaceAll("=", "")}`;

/** What strangers try with every kind of request a page has; `HOST` is the companion's address as they spell it. */
export const ATTEMPTS: readonly (readonly [string, Attempt])[] = [
  ["fetch the page", { by: "fetch", url: "http://HOST/" }],
  ["fetch /health", { by: "fetch", url: "http://HOST/health" }],
  ["fetch without asking to read", { by: "fetch", url: "http://HOST/", init: { mode: "no-cors" } }],
  ["post a word of the proof", { by: "fetch", url: "http://HOST/prove", init: POST_HELLO }],
  [
    "post it without asking to read",
    { by: "fetch", url: "http://HOST/prove", init: { ...POST_HELLO, mode: "no-cors" } },
  ],
  ["beacon it", { by: "beacon", url: "http://HOST/prove", body: HELLO }],
  ["submit it as a form", { by: "form", url: "http://HOST/prove", fields: { [HELLO.slice(0, -1)]: '"}' } }],
  [
    "open a long poll with a guess",
    { by: "xhr", url: "http://HOST/socket/longpoll?vsn=2.0.0", headers: { "X-Phoenix-AuthToken": GUESS } },
  ],
  [
    "post to a long poll with a guess",
    { by: "fetch", url: `http://HOST/socket/longpoll?token=${GUESS}`, init: { method: "POST", body: "[]" } },
  ],
  ["listen to a long poll", { by: "events", url: `http://HOST/socket/longpoll?vsn=2.0.0&token=${GUESS}` }],
  ["read the pairing page", { by: "xhr", url: "http://HOST/PAIR" }],
  [
    "open the proof's socket",
    { by: "socket", url: "ws://HOST/prove", protocols: [PROVE_SUBPROTOCOL], say: HELLO },
  ],
  ["open a control socket", { by: "socket", url: "ws://HOST/socket/websocket?vsn=2.0.0" }],
  [
    "open a control socket with a guess",
    { by: "socket", url: "ws://HOST/socket/websocket?vsn=2.0.0", protocols: ["phoenix", PHOENIX_GUESS] },
  ],
  [
    "open a lane with a guess",
    { by: "socket", url: "ws://HOST/raw", protocols: [LANE_SUBPROTOCOL, `pagewire.bearer.${GUESS}`] },
  ],
  ["load a picture as an image", { by: "image", url: "http://HOST/pictures/tide.png" }],
  ["load a page as a script", { by: "script", url: "http://HOST/" }],
  ["load a page as a style", { by: "style", url: "http://HOST/" }],
  ["frame the page", { by: "frame", url: "http://HOST/" }],
  ["frame the pairing page", { by: "frame", url: "http://HOST/PAIR" }],
  ["embed the page", { by: "object", url: "http://HOST/" }],
];
/** One of each kind. More sockets that fail the browser would slow down, for each site on its own. */
export const KINDS = ATTEMPTS.filter(([name]) =>
  /^(?:fetch the page|post a word of the proof|open a long poll|open the proof|open a lane)/.test(name),
);
