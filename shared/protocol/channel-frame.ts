/** The frames of Phoenix Channels, version 2: text and the four binary forms, both directions. */

import { utf8Length } from "./fields.ts";
import { ProtocolError } from "./protocol-error.ts";

/** Events that Phoenix itself defines. */
export const PhoenixEvent = {
  join: "phx_join",
  leave: "phx_leave",
  reply: "phx_reply",
  error: "phx_error",
  close: "phx_close",
  heartbeat: "heartbeat",
} as const;

/** The topic that heartbeats go to. */
export const PHOENIX_TOPIC = "phoenix";

/** Any JSON value, or bytes as a view on them. */
export type FramePayload = unknown;

/** What a client sends: a push, a join, a leave or a heartbeat. */
export interface ClientFrame {
  readonly joinRef: string | null;
  readonly ref: string | null;
  readonly topic: string;
  readonly event: string;
  readonly payload: FramePayload;
}

/** What the companion sends. A push has no ref, a broadcast neither ref. */
export type CompanionFrame =
  | {
      readonly kind: "reply";
      readonly joinRef: string | null;
      readonly ref: string | null;
      readonly topic: string;
      readonly status: string;
      readonly payload: FramePayload;
    }
  | {
      readonly kind: "push";
      readonly joinRef: string | null;
      readonly ref?: string;
      readonly topic: string;
      readonly event: string;
      readonly payload: FramePayload;
    }
  | {
      readonly kind: "broadcast";
      readonly topic: string;
      readonly event: string;
      readonly payload: FramePayload;
    };

const KIND_PUSH = 0;
const KIND_REPLY = 1;
const KIND_BROADCAST = 2;
/** Every name of a binary frame comes after a one-byte length; in text the same limit holds, so that both can say the same. */
const MAX_NAME_BYTES = 255;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** Reads a frame from a client, text or binary; throws `ProtocolError` for anything else. */
export function decodeClientFrame(data: string | Uint8Array): ClientFrame {
  return typeof data === "string" ? decodeText(data) : decodeBinaryPush(data);
}

function decodeText(text: string): ClientFrame {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ProtocolError("malformed_frame", "The frame is not JSON.");
  }
  // Five elements or more: Phoenix ignores what comes after the fifth.
  if (!Array.isArray(value) || value.length < 5) {
    throw new ProtocolError(
      "malformed_frame",
      "The frame is not a list of join_ref, ref, topic, event and payload.",
    );
  }
  const [joinRef, ref, topic, event, payload] = value as readonly unknown[];
  return {
    joinRef: refOf(joinRef, "join_ref"),
    ref: refOf(ref, "ref"),
    topic: nameOf(topic, "topic"),
    event: nameOf(event, "event"),
    payload,
  };
}

function decodeBinaryPush(bytes: Uint8Array): ClientFrame {
  const [kind, joinRefLength, refLength, topicLength, eventLength] = bytes;
  if (kind !== KIND_PUSH) throw new ProtocolError("malformed_frame", "The binary frame is not a push.");
  if (
    joinRefLength === undefined ||
    refLength === undefined ||
    topicLength === undefined ||
    eventLength === undefined
  ) {
    throw new ProtocolError("malformed_frame", "The binary frame ends inside its head.");
  }
  let at = 5;
  const take = (length: number): string => {
    if (at + length > bytes.length)
      throw new ProtocolError("malformed_frame", "The binary frame ends inside its names.");
    const name = decodeName(bytes.subarray(at, at + length));
    at += length;
    return name;
  };
  const joinRef = take(joinRefLength);
  const ref = take(refLength);
  const topic = take(topicLength);
  const event = take(eventLength);
  return { joinRef: joinRef || null, ref: ref || null, topic, event, payload: bytes.subarray(at) };
}

/** Writes a frame of the companion: text for JSON, binary for bytes. Throws `field_too_large` for a name that no binary frame can hold. */
export function encodeCompanionFrame(frame: CompanionFrame): string | Uint8Array<ArrayBuffer> {
  return frame.payload instanceof Uint8Array ? encodeBinary(frame, frame.payload) : encodeText(frame);
}

function encodeText(frame: CompanionFrame): string {
  switch (frame.kind) {
    case "reply":
      return JSON.stringify([
        frame.joinRef,
        frame.ref,
        frame.topic,
        PhoenixEvent.reply,
        { status: frame.status, response: frame.payload },
      ]);
    case "push":
      return JSON.stringify([frame.joinRef, frame.ref ?? null, frame.topic, frame.event, frame.payload]);
    case "broadcast":
      return JSON.stringify([null, null, frame.topic, frame.event, frame.payload]);
  }
}

function encodeBinary(frame: CompanionFrame, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  switch (frame.kind) {
    case "reply":
      return pack(
        KIND_REPLY,
        { join_ref: frame.joinRef ?? "", ref: frame.ref ?? "", topic: frame.topic, status: frame.status },
        payload,
      );
    case "push":
      // Unlike the client's push, the server's has no ref.
      return pack(
        KIND_PUSH,
        { join_ref: frame.joinRef ?? "", topic: frame.topic, event: frame.event },
        payload,
      );
    case "broadcast":
      return pack(KIND_BROADCAST, { topic: frame.topic, event: frame.event }, payload);
  }
}

function pack(
  kind: number,
  names: Readonly<Record<string, string>>,
  payload: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const parts = Object.entries(names).map(([field, name]) => {
    const part = encoder.encode(name);
    checkNameBytes(part.length, field);
    return part;
  });
  const head = 1 + parts.length;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, head) + payload.length);
  bytes[0] = kind;
  let at = head;
  parts.forEach((part, index) => {
    bytes[1 + index] = part.length;
    bytes.set(part, at);
    at += part.length;
  });
  bytes.set(payload, at);
  return bytes;
}

function refOf(value: unknown, field: string): string | null {
  if (value === null || value === undefined) return null;
  return nameOf(value, field);
}

function nameOf(value: unknown, field: string): string {
  if (typeof value !== "string") {
    throw new ProtocolError("malformed_frame", `The ${field} is not a text.`);
  }
  // No character has more bytes than three for each of its UTF-16 units: short names need no counting.
  if (value.length * 3 > MAX_NAME_BYTES) checkNameBytes(utf8Length(value), field);
  return value;
}

function checkNameBytes(bytes: number, field: string): void {
  if (bytes <= MAX_NAME_BYTES) return;
  throw new ProtocolError(
    "field_too_large",
    `The ${field} has ${bytes} bytes; at most ${MAX_NAME_BYTES} fit a frame.`,
  );
}

function decodeName(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new ProtocolError("malformed_frame", "A name in the binary frame is not UTF-8.");
  }
}
