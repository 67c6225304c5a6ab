/** Words and pushes of which every number is at an edge, as JSON texts, the same for the same seed. */

import { createHash } from "node:crypto";
import { seededRandom } from "./generated-frames.ts";

/** What stands in a number's place: the edges of what machines count with, and what looks like a number. */
export const EDGES: readonly string[] = [
  ...["0", "-0", "-1", "0.5", "1", "100", "-1e308", "1e21", "1e308", "1e999", "-1e999", "5e-324"],
  ...[31, 32, 53, 63, 64].flatMap((bits) => [-1n, 0n, 1n].map((by) => String(2n ** BigInt(bits) + by))),
  ...["8639999999999999", "8640000000000000", "8640000000000001", "-8640000000000001"],
  ...["9".repeat(400), `0.${"3".repeat(400)}`, '"NaN"', '"12"', '"1e5"', "null", "true", "[]", "{}", "[8]"],
];
/** These are no JSON at all: whatever carries them is closed. */
export const NO_NUMBERS: readonly string[] = [
  "NaN",
  "Infinity",
  "-Infinity",
  "0x10",
  "01",
  "1_000",
  "+1",
  "1n",
];

/** Where numbers are said. */
export const NUMBERED_TOPICS = [
  "files",
  "companion",
  "lane",
  "price",
  "inbox",
  "kept",
  "alerts",
  "outbox",
] as const;

/** One case: what is said to a topic after it was joined with this payload; a lane's is also said on a raw lane. */
export interface NumberCase {
  readonly topic: (typeof NUMBERED_TOPICS)[number];
  readonly join: string;
  readonly pushes: readonly (readonly [event: string, payload: string])[];
  /** Whether one of its texts is no JSON. */
  readonly isBroken: boolean;
}

const SHA256 = createHash("sha256").update("hello").digest("hex");
const HELLO = Buffer.from("hello").toString("base64");

/** Yields `count` of them. `waitingId` is a file that waits for whoever asks. */
export function* generatedNumbers(count: number, seed: number, waitingId: string): Generator<NumberCase> {
  const random = seededRandom(seed);
  const pick = <Value>(values: readonly Value[]): Value =>
    values[Math.floor(random() * values.length)] as Value;
  const hex = (): string => createHash("sha256").update(String(random())).digest("hex").slice(0, 32);
  let isBroken = false;
  const number = (): string => {
    if (random() >= 0.002) return pick(EDGES);
    isBroken = true;
    return pick(NO_NUMBERS);
  };
  const source = (): string => `{"url":"https://numbers.test/","at":${number()}}`;
  const offer = (bytes: string, from = ""): string =>
    `{"type":"offer","id":"${hex()}","name":"n.txt","bytes":${bytes},"mediaType":"text/plain","expects":"any","fidelity":"original"${from}}`;
  const put = (): string => `{"name":"n.txt","base64":"${HELLO}","source":${source()}}`;
  const word = (text: string): readonly [string, string] => ["word", text];
  const lane = (...pushes: NumberCase["pushes"]): Omit<NumberCase, "isBroken"> => ({
    topic: "lane",
    join: '{"form":"base64"}',
    pushes,
  });
  const push = (
    topic: NumberCase["topic"],
    event: string,
    payload: string,
  ): Omit<NumberCase, "isBroken"> => ({
    topic,
    join: "{}",
    pushes: [[event, payload]],
  });
  const makers: readonly (() => Omit<NumberCase, "isBroken">)[] = [
    () => push("files", "put", put()),
    () => push("files", "put", put()),
    () => push("files", pick(["get", "stream", "fetch"]), `{"id":${number()},"form":"base64"}`),
    () =>
      push(
        "companion",
        "send",
        `{"id":"${waitingId}","name":"n","bytes":${number()},"sha256":"${SHA256}","mediaType":"","to":${number()}}`,
      ),
    () => push("companion", pick(["cancel", "revoke", "recipient"]), `{"id":${number()},"to":${number()}}`),
    () => ({ topic: "price", join: `{"resolutionSeconds":${number()}}`, pushes: [] }),
    () => push("price", "history", `{"fromSeconds":${number()},"toSeconds":${number()}}`),
    () => push("inbox", "list", `{"limit":${number()},"before":${number()},"from":${number()}}`),
    () => push("kept", "search", `{"words":"n","limit":${number()},"from":${number()}}`),
    () => push("kept", "edit", `{"id":"n","tags":[${number()}],"note":${number()}}`),
    () =>
      push(
        "alerts",
        "add",
        `{"symbol":"DEMO","kind":"${pick(["above", "change"])}","price":${number()},"percent":${number()},"withinSeconds":${number()}}`,
      ),
    () => push("outbox", "send", `{"id":"${hex()}","bytes":${number()},"to":${number()}}`),
    () => lane(word(offer(number(), `,"source":${source()}`))),
    () => lane(word(offer(number())), word(`{"type":"end","bytes":${number()}}`)),
    () =>
      lane(
        word(offer("100")),
        word(`{"type":"piece","offset":${number()},"bytes":${number()},"sha256":"${SHA256}"}`),
        ["bytes", `{"index":${number()},"base64":"${HELLO}"}`],
      ),
    () =>
      lane(
        word(`{"type":"ask","id":"${waitingId}"}`),
        word(`{"type":"${pick(["want", "ack"])}","offset":${number()},"credit":${number()}}`),
        word(`{"type":"ack","offset":${number()}}`),
      ),
    () => lane(word(offer(number())), ["bytes", `{"index":0,"base64":${number()}}`]),
  ];
  for (let made = 0; made < count; made += 1) {
    isBroken = false;
    const made_ = pick(makers)();
    yield { ...made_, isBroken };
  }
}
