/** The other ways up: plain HTTP, tus, socket.io, and base64 in JSON, each with its own client library. */

import { Socket } from "phoenix";
import { io } from "socket.io-client";
import { Upload } from "tus-js-client";
import { MAX_WHOLE_FILE_BYTES } from "../../../shared/protocol/limits.ts";
import { FILES_TOPIC, FilesEvent } from "../../../shared/protocol/topics.ts";
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

/** Whole files of base64 in JSON, as large as a message takes them, one after the other. */
export async function putInJson(port: number): Promise<number> {
  const blob = keptBlob();
  const socket = new Socket(`ws://127.0.0.1:${port}/socket`, { authToken: "bench", timeout: 60_000 });
  socket.connect();
  const channel = socket.channel(FILES_TOPIC, {});
  await answered(channel.join());
  const begun = performance.now();
  for (let at = 0; at < blob.size; at += MAX_WHOLE_FILE_BYTES) {
    const base64 = await base64Of(blob.slice(at, at + MAX_WHOLE_FILE_BYTES));
    await answered(channel.push(FilesEvent.put, { name: "bench.bin", base64 }));
  }
  const ms = performance.now() - begun;
  socket.disconnect();
  return ms;
}

interface Answer {
  receive(status: string, listener: (response: unknown) => void): Answer;
}

function answered(push: Answer): Promise<unknown> {
  return new Promise((resolve, reject) => {
    push
      .receive("ok", resolve)
      .receive("error", (response) => reject(new Error(JSON.stringify(response))))
      .receive("timeout", () => reject(new Error("no answer in time")));
  });
}

/** By the browser's own encoder, the fastest there is. */
function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
