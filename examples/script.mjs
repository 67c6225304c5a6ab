// A script of your own: hears a price, sends an image and reads it back, with the official Phoenix client.
//
//   npx pagewire token --name example       (prints the token; `pagewire revoke` takes it away again)
//   npm install phoenix                     (where Node has no WebSocket of its own: also `transport`, from the package ws)
//   node script.mjs TOKEN IMAGE [PORT]

import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { Socket } from "phoenix";

const [token, image, port = "8737"] = process.argv.slice(2);
const socket = new Socket(`ws://127.0.0.1:${port}/socket`, { authToken: token });
socket.connect();
const said = (push) => new Promise((ok, error) => push.receive("ok", ok).receive("error", error));

// 1. Join a topic and receive what is told there.
const prices = socket.channel("price:DEMO", { resolutionSeconds: 60 });
const tick = new Promise((resolve) => prices.on("tick", resolve));
const { simulated, bars } = await said(prices.join());
console.log(JSON.stringify({ simulated, bars: bars.length, tick: await tick }));

// 2. Send a whole file as base64 in one push: it is in the inbox when the reply comes.
const files = socket.channel("files");
await said(files.join());
const sent = await readFile(image);
const stored = await said(files.push("put", { name: basename(image), base64: sent.toString("base64") }));
console.log(JSON.stringify(stored));

// 3. Read it back, as bytes in one binary reply.
const back = Buffer.from(await said(files.push("get", { id: stored.id })));
console.log(JSON.stringify({ bytes: back.length, same: back.equals(sent) }));
socket.disconnect();
