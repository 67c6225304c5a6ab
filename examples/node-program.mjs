// A program with a companion of its own: sends a file to the browser, then says what the browser sends.
//
//   node node-program.mjs FILE HOME [PORT]      (a home folder of its own, and no `pagewire start` beside it)
//
// It runs with Node 24, in the checkout of Pagewire or in a project that has the checkout as a package:
// `npm install /path/to/pagewire`.

import { startCompanion } from "pagewire";

const [file, home, port = "8737"] = process.argv.slice(2);
const say = (what) => console.log(JSON.stringify(what));
const companion = await startCompanion({ home, port: Number(port) });

// 1. Browsers pair by a link, as with `pagewire start`.
say({ pairUrl: companion.pair().pairUrl });

// 2. Everything that is received from now on, each file once, however long it takes until it is asked for.
const received = companion.received();

// 3. Send a file. It waits for a browser; `stored` says which one has it.
const sent = await companion.send(file, { name: "hello.txt" });
const { client } = await sent.stored.catch((error) => {
  console.error(`${error.code}: ${error.message}`);
  process.exit(1);
});
say({ sent: sent.name, client });

// 4. Take what the browser sends. `seq` is where to go on another time: `received({ after: seq })`.
for await (const { seq, path, type, sources } of received) {
  say({ seq, path, type, from: sources[0]?.url });
  break;
}
await companion.close();
