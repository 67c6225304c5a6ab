/** Carries out the receiving half in the browser: pieces are checked, then committed to IndexedDB. */

import { changeReceived, findReceived, noteReceiving, storePiece } from "../../shared/extension/received.ts";
import { toHex } from "../../shared/protocol/hex.ts";
import type { Offer, Refuse } from "../../shared/protocol/lane-words.ts";
import type { WaitingFile } from "../../shared/protocol/topics.ts";
import {
  ReceivingHalf,
  type ReceivingInput,
  type ReceivingOutput,
} from "../../shared/transfer/receiving-half.ts";
import type { Lane } from "./lane.ts";

export type DownloadOutcome =
  | { readonly kind: "stored" }
  | { readonly kind: "refused"; readonly refusal: Refuse };

/** Asks for one file and stores it. Throws `LaneLost` where the lane ends first; what is stored stays. */
export async function download(lane: Lane, file: WaitingFile): Promise<DownloadOutcome> {
  await noteReceiving(file);
  lane.say({ type: "ask", id: file.id });
  const run = new Download(lane, file);
  while (!run.over) {
    const arrival = await lane.next();
    if (arrival.kind === "word") await run.take({ kind: "word", word: arrival.word });
    else await run.takeBytes(arrival.data);
  }
  return run.refusal ? { kind: "refused", refusal: run.refusal } : { kind: "stored" };
}

class Download {
  readonly #lane: Lane;
  readonly #file: WaitingFile;
  readonly #half = new ReceivingHalf();
  #parts: ArrayBuffer[] = [];
  refusal: Refuse | undefined;

  constructor(lane: Lane, file: WaitingFile) {
    this.#lane = lane;
    this.#file = file;
  }

  get over(): boolean {
    return this.#half.over;
  }

  takeBytes(data: ArrayBuffer): Promise<void> {
    this.#parts.push(data);
    return this.take({ kind: "bytes", bytes: data.byteLength });
  }

  async take(first: ReceivingInput): Promise<void> {
    const outputs = this.#half.take(first);
    for (let output = outputs.shift(); output; output = outputs.shift()) {
      const next = await this.#act(output);
      if (next) outputs.push(...this.#half.take(next));
    }
  }

  async #act(output: ReceivingOutput): Promise<ReceivingInput | undefined> {
    switch (output.kind) {
      case "say":
        this.#lane.say(output.word);
        return undefined;
      case "consider":
        return await this.#consider(output.offer);
      case "store":
        return await this.#store(output.offset, output.sha256);
      case "drop":
        this.#parts = [];
        return undefined;
      case "finish":
        await changeReceived(this.#file.id, { state: "stored" });
        return { kind: "finished", sha256: this.#file.sha256, name: this.#file.name };
      case "progress":
        return undefined;
      case "over":
        this.refusal = output.refusal;
        return undefined;
    }
  }

  async #consider(offer: Offer): Promise<ReceivingInput> {
    const item = await findReceived(this.#file.id);
    if (!item || offer.id !== item.id || offer.bytes !== item.bytes || offer.sha256 !== item.sha256) {
      return refuse("source_changed", "The computer offers another file than it spoke of.");
    }
    return { kind: "accepted", offset: item.storedBytes };
  }

  async #store(offset: number, sha256: string): Promise<ReceivingInput> {
    const data = await joined(this.#parts);
    this.#parts = [];
    const digest = toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", data)));
    if (digest !== sha256) return { kind: "piece-wrong", offset };
    try {
      await storePiece(this.#file.id, offset, data);
    } catch (error) {
      if (error instanceof DOMException && error.name === "QuotaExceededError") {
        return refuse(
          "storage_full",
          "The browser's storage is full: delete received files or free disk space, then press Continue.",
        );
      }
      throw error;
    }
    return { kind: "stored", offset, bytes: data.byteLength };
  }
}

async function joined(parts: readonly ArrayBuffer[]): Promise<ArrayBuffer> {
  const [only] = parts;
  return only && parts.length === 1 ? only : await new Blob([...parts]).arrayBuffer();
}

function refuse(code: Refuse["code"], message: string): ReceivingInput {
  return { kind: "refuse", refusal: { type: "refuse", code, message } };
}
