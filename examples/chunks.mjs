// A script of your own: reads a received file of any size as numbered binary chunks, with the official Phoenix client.
//
//   npx pagewire token --name example       (prints the token; `pagewire revoke` takes it away again)
//   npx pagewire inbox --json               (lists what was received, each with its id)
//   npm install phoenix                     (where Node has no WebSocket of its own: also `transport`, from the package ws)
//   node chunks.mjs TOKEN ID FILE [PORT]

import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { Socket } from "phoenix";

const [token, id, file, port = "8737"] = process.argv.slice(2);
const socket = new Socket(`ws://127.0.0.1:${port}/socket`, { authToken: token });
socket.connect();
const said = (push) => new Promise((ok, error) => push.receive("ok", ok).receive("error", error));

const files = socket.channel("files");
await said(files.join());

// Each chunk is its number, four bytes with the big end first, and then bytes of the file.
const out = createWriteStream(file);
const hash = createHash("sha256");
let next = 0;
files.on("chunk", (payload) => {
  const index = new DataView(payload).getUint32(0);
  if (index !== next) throw new Error(`Chunk ${index} came where ${next} was expected.`);
  next += 1;
  const bytes = new Uint8Array(payload, 4);
  hash.update(bytes);
  out.write(bytes);
});
const over = new Promise((resolve, reject) => {
  files.on("complete", resolve);
  files.on("failed", reject);
});

const announced = await said(files.push("stream", { id }));
const { chunks, bytes, sha256 } = await over;
await finished(out.end());
const same = sha256 === hash.digest("hex") && sha256 === announced.sha256;
console.log(JSON.stringify({ chunks, bytes, sha256, same }));
socket.disconnect();
