/** The other ways up: plain HTTP, tus and socket.io, each with its own client library. */

import { io } from "socket.io-client";
import { Upload } from "tus-js-client";
import { keptBlob } from "./kept-blob.ts";

/** Posts this turn's Blob. */
export async function post(port: number): Promise<number> {
  const begun = performance.now();
  await (await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: keptBlob() })).text();
  return performance.now() - begun;
}

/** The official client: as it comes one request for all there is, else one for every chunk. */
export async function sendByTus(port: number, chunkBytes = Number.POSITIVE_INFINITY): Promise<number> {
  const begun = performance.now();
  await new Promise<void>((resolve, reject) => {
    const endpoint = `http://127.0.0.1:${port}/files`;
    const chunkSize = chunkBytes;
    new Upload(keptBlob(), { endpoint, chunkSize, onSuccess: () => resolve(), onError: reject }).start();
  });
  return performance.now() - begun;
}

/** Binary chunks, each acknowledged when it is written, with several under way. */
export async function sendBySocketIo(port: number, chunkBytes: number, ahead: number): Promise<number> {
  const blob = keptBlob();
  const socket = io(`ws://127.0.0.1:${port}`, { transports: ["websocket"], forceNew: true });
  await new Promise<void>((resolve) => socket.on("connect", resolve));
  const begun = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < blob.size) {
      const at = next;
      next += chunkBytes;
      const data = await blob.slice(at, at + chunkBytes).arrayBuffer();
      await socket.emitWithAck("chunk", at, data);
    }
  };
  await Promise.all(Array.from({ length: ahead }, worker));
  await socket.emitWithAck("end");
  const ms = performance.now() - begun;
  socket.disconnect();
  return ms;
}
