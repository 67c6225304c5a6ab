/** The least that a program can do with a venue's stream: it takes the frames and reads their JSON. */

import { WebSocket } from "ws";

const socket = new WebSocket(String(process.argv[2]), { perMessageDeflate: false });
let sum = 0;
socket.on("open", () => {
  for (const symbol of process.argv.slice(3))
    socket.send(JSON.stringify({ type: "subscribe", product_ids: [symbol], channels: ["matches"] }));
});
socket.on("message", (data) => {
  sum += Number((JSON.parse(data.toString()) as { readonly price: string }).price);
});
process.on("disconnect", () => process.exit(sum >= 0 ? 0 : 1));
