/** What is known of a received file as an XMP packet, which photo managers read: ISO 16684-1, in its RDF/XML form. */

import type { ReceivedRecord } from "../received/received-record.ts";

const NAMESPACES = {
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  dc: "http://purl.org/dc/elements/1.1/",
  xmp: "http://ns.adobe.com/xap/1.0/",
} as const;
/** By this name every reader knows a packet. */
const PACKET_ID = "W5M0MpCehiHzreSzNTczkc9d";

/** The packet as text. */
export function xmpPacket({ sources, type, tags = [], note, receivedAt }: ReceivedRecord): string {
  const [first] = sources;
  const pages = [...new Set(sources.map(({ pageUrl }) => pageUrl).filter((url) => url !== null))];
  const title = sources.find((source) => source.title)?.title ?? "";
  const alt = sources.find((source) => source.alt)?.alt ?? "";
  const description = [alt, note].filter(Boolean).join("\n");
  const properties = [
    plain("dc:format", type),
    plain("dc:source", first?.url ?? ""),
    bag("dc:relation", pages),
    alternatives("dc:title", title),
    alternatives("dc:description", description),
    bag("dc:subject", tags),
    plain("xmp:MetadataDate", receivedAt),
  ].filter((property) => property !== "");
  const spaces = Object.entries(NAMESPACES).map(([name, url]) => ` xmlns:${name}="${url}"`);
  return [
    `<?xpacket begin="\uFEFF" id="${PACKET_ID}"?>`,
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
    `<rdf:RDF${spaces.join("")}>`,
    '<rdf:Description rdf:about="">',
    ...properties,
    "</rdf:Description>",
    "</rdf:RDF>",
    "</x:xmpmeta>",
    '<?xpacket end="w"?>',
    "",
  ].join("\n");
}

function plain(name: string, value: string): string {
  return value === "" ? "" : `<${name}>${escaped(value)}</${name}>`;
}

function bag(name: string, values: readonly string[]): string {
  if (values.length === 0) return "";
  const items = values.map((value) => `<rdf:li>${escaped(value)}</rdf:li>`);
  return `<${name}><rdf:Bag>${items.join("")}</rdf:Bag></${name}>`;
}

function alternatives(name: string, value: string): string {
  if (value === "") return "";
  return `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${escaped(value)}</rdf:li></rdf:Alt></${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Without what XML 1.0 has no way to say: controls, halves of characters and the two that are none. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}
