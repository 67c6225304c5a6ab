/** The fields above a part of MHTML, and above the whole document (RFC 2557, RFC 5322 §2.2). */

/** What the document's head says: `undefined` where it names no boundary that could be one. */
export function boundaryOf(head: Uint8Array): string | undefined {
  const [, ...parameters] = (fieldsOf(head).get("content-type") ?? "").split(";");
  const named = parameters.map((parameter) => parameter.trim()).find((it) => /^boundary=/i.test(it));
  const value = named?.slice("boundary=".length).replaceAll('"', "");
  // RFC 2046 §5.1.1: 1 to 70 characters, of these.
  return value !== undefined && /^[\w'()+,./:=? -]{1,70}$/.test(value) ? value : undefined;
}

/** What a part says of itself; empty where it says nothing. */
export interface PartHead {
  /** Without its parameters, in lower case. */
  readonly mediaType: string;
  /** How it is written down, in lower case. */
  readonly encoding: string;
  readonly location: string;
  /** Whether it is a document: that of the tab, or of a frame. */
  readonly isFrame: boolean;
}

export function partHead(head: Uint8Array): PartHead {
  const fields = fieldsOf(head);
  const [mediaType = ""] = (fields.get("content-type") ?? "").split(";");
  return {
    mediaType: mediaType.trim().toLowerCase(),
    encoding: (fields.get("content-transfer-encoding") ?? "").toLowerCase(),
    location: fields.get("content-location") ?? "",
    isFrame: (fields.get("content-id") ?? "").startsWith("<frame-"),
  };
}

/** Fields by their names in lower case; the first of a name counts. A line that begins with white space goes on. */
function fieldsOf(head: Uint8Array): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const lines: string[][] = [];
  for (const line of new TextDecoder("latin1").decode(head).split("\r\n")) {
    const before = /^[ \t]/.test(line) ? lines.at(-1) : undefined;
    if (before) before.push(line.trim());
    else lines.push([line]);
  }
  for (const field of lines.map((parts) => parts.join(""))) {
    const colon = field.indexOf(":");
    const name = field.slice(0, Math.max(colon, 0)).toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, field.slice(colon + 1).trim());
  }
  return fields;
}
