/** The topic `files` as a script uses it, with the official client: whole files either way, and one as a stream of chunks. */

import { type Channel, Socket } from "phoenix";
import * as v from "valibot";
import { ChunkCount, decodeLaneChunk } from "../../../shared/protocol/lane-chunk.ts";
import { MAX_WHOLE_FILE_BYTES } from "../../../shared/protocol/limits.ts";
import { FILES_TOPIC, FilesEvent } from "../../../shared/protocol/topics.ts";
import { keptBlob } from "./kept-blob.ts";

const PATIENCE_MS = 60_000;

const FileSchema = v.object({ bytes: v.number(), base64: v.string() });
const CompleteSchema = v.object({ bytes: v.number(), chunks: v.number() });

/** Sends this turn's Blob as whole files of base64 in JSON, as large as a message takes them, one after the other. */
export async function putInJson(port: number): Promise<number> {
  const blob = keptBlob();
  return await timed(port, async (files) => {
    for (let at = 0; at < blob.size; at += MAX_WHOLE_FILE_BYTES) {
      const base64 = await base64Of(blob.slice(at, at + MAX_WHOLE_FILE_BYTES));
      await answered(files.push(FilesEvent.put, { name: "bench.bin", base64 }));
    }
    return blob.size;
  });
}

/** Gets files as base64 events, one after the other, decodes each and keeps none. */
export async function fetchInJson(port: number, ids: readonly string[]): Promise<number> {
  return await timed(port, async (files) => {
    let got = 0;
    for (const id of ids) {
      const event = next(files, FilesEvent.file);
      await answered(files.push(FilesEvent.fetch, { id, form: "base64" }));
      const { bytes, base64 } = v.parse(FileSchema, await event);
      const { length } = Uint8Array.fromBase64(base64);
      if (length !== bytes) throw new Error(`${length} bytes came of ${bytes}`);
      got += length;
    }
    return got;
  });
}

/** Gets files as binary replies, one after the other, and keeps none. */
export async function getWhole(port: number, ids: readonly string[]): Promise<number> {
  return await timed(port, async (files) => {
    let got = 0;
    for (const id of ids) {
      const bytes = v.parse(v.instance(ArrayBuffer), await answered(files.push(FilesEvent.get, { id })));
      got += bytes.byteLength;
    }
    return got;
  });
}

/** Gets one file as numbered chunks until its completion is told, and keeps none. */
export async function getInChunks(port: number, id: string): Promise<number> {
  return await timed(port, async (files) => {
    const numbers = new ChunkCount();
    let got = 0;
    files.on(FilesEvent.chunk, (payload: unknown) => {
      const chunk = decodeLaneChunk(new Uint8Array(v.parse(v.instance(ArrayBuffer), payload)));
      numbers.expect(chunk.index);
      got += chunk.bytes.byteLength;
    });
    const end = next(files, FilesEvent.complete);
    await answered(files.push(FilesEvent.stream, { id }));
    const { bytes, chunks } = v.parse(CompleteSchema, await end);
    numbers.expect(chunks);
    if (got !== bytes) throw new Error(`${got} bytes came of ${bytes}`);
    return got;
  });
}

/** Joins, lets `work` move its bytes, and resolves with its milliseconds. Throws where none were moved. */
async function timed(port: number, work: (files: Channel) => Promise<number>): Promise<number> {
  const socket = new Socket(`ws://127.0.0.1:${port}/socket`, { authToken: "bench", timeout: PATIENCE_MS });
  socket.connect();
  try {
    const files = socket.channel(FILES_TOPIC, {});
    await answered(files.join());
    const begun = performance.now();
    const moved = await work(files);
    if (moved === 0) throw new Error("nothing was moved");
    return performance.now() - begun;
  } finally {
    socket.disconnect();
  }
}

/** The next event of that name; a stream that failed, and a companion that is silent for too long, reject. */
function next(files: Channel, event: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no ${event} in time`)), PATIENCE_MS);
    const settle = (done: () => void): void => {
      clearTimeout(late);
      files.off(event, listening);
      files.off(FilesEvent.failed, failing);
      done();
    };
    const listening = files.on(event, (payload: unknown) => settle(() => resolve(payload)));
    const failing = files.on(FilesEvent.failed, (payload: unknown) =>
      settle(() => reject(new Error(JSON.stringify(payload)))),
    );
  });
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
