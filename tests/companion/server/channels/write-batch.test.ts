import { Duplex } from "node:stream";
import { expect, it } from "vitest";
import { WriteBatch } from "../../../../companion/server/channels/write-batch.ts";

/** A stream that notes what each of its writes to the system held. */
function openStream() {
  const writes: string[] = [];
  const stream = new Duplex({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      writes.push(String(chunk));
      done();
    },
    writev(chunks, done) {
      writes.push(chunks.map(({ chunk }) => String(chunk)).join(""));
      done();
    },
  });
  const batch = new WriteBatch(stream);
  const say = (text: string): void => {
    batch.write(() => stream.write(text));
  };
  return { stream, writes, say };
}

/** As many turns of the event loop as a batch is held at most. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

it("sends what is said within a few turns of the event loop with one write, in its order", async () => {
  const { writes, say } = openStream();
  say("a");
  say("b");
  await new Promise((resolve) => setImmediate(resolve));
  say("c");
  expect(writes).toEqual([]);
  await turns();
  expect(writes).toEqual(["abc"]);
  say("d");
  await turns();
  expect(writes).toEqual(["abc", "d"]);
});

it("writes at once what is more than the stream wants to hold, and what comes after it in its own time", async () => {
  const { stream, writes, say } = openStream();
  const large = "b".repeat(stream.writableHighWaterMark);
  say("a");
  say(large);
  expect(writes).toEqual([`a${large}`]);
  await turns();
  say("c");
  expect(writes).toHaveLength(1);
  await turns();
  expect(writes.slice(1)).toEqual(["c"]);
});

it("loses nothing where the stream is ended meanwhile, and leaves one that is destroyed alone", async () => {
  const ended = openStream();
  ended.say("a");
  ended.stream.end("b");
  const destroyed = openStream();
  destroyed.say("a");
  destroyed.stream.destroy();
  await turns();
  expect(ended.writes.join("")).toBe("ab");
  expect(destroyed.writes).toEqual([]);
});
