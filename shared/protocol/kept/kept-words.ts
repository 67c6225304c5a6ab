/** The words of the topic `kept`: what was received, as it is searched, edited, put into the bin and named. */

import {
  type Fields,
  integerField,
  isFields,
  optionalTextField,
  textField,
  textListField,
} from "../fields.ts";
import { MAX_CAPTION_BYTES, MAX_FILE_BYTES, MAX_TYPE_BYTES, MAX_URL_BYTES } from "../limits.ts";
import { ProtocolError } from "../protocol-error.ts";

/** What can be written beside a received file, each under its name and this ending. */
export const SIDECAR_KINDS = ["json", "xmp"] as const;
export type SidecarKind = (typeof SIDECAR_KINDS)[number];

export const MAX_TAGS = 100;
export const MAX_TAG_BYTES = 255;
export const MAX_NOTE_BYTES = 16 * 1024;
/** A place inside the inbox: its folders are short, and few. */
export const MAX_PLACE_BYTES = 4096;
export const MAX_TEMPLATE_BYTES = 1024;
/** Files of one answer to a search. */
export const MAX_FOUND = 200;
/** Files of which a browser asks at once what they are now. */
export const MAX_LOOKED_UP = 500;
const MAX_ID_BYTES = 255;

/** A received file as a page shows it. */
export interface KeptFile {
  readonly id: string;
  /** The transfers of the browser that is told which have become this file. */
  readonly ids: readonly string[];
  readonly name: string;
  /** The name it came with. */
  readonly ownName: string;
  readonly relativePath: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly fidelity: string;
  readonly how: string;
  readonly receivedAt: string;
  readonly tags: readonly string[];
  readonly note: string;
  /** Whether it lies in the bin. */
  readonly isBinned: boolean;
  readonly sources: readonly KeptSource[];
}

export interface KeptSource {
  readonly url: string;
  readonly pageUrl: string | undefined;
  readonly title: string | undefined;
  readonly alt: string | undefined;
}

/** How what is received is named, and what is written beside it. */
export interface NamingRule {
  readonly template: string;
  readonly sidecars: readonly SidecarKind[];
}

/** Reads one file; throws `ProtocolError` for anything else. */
export function decodeKeptFile(payload: unknown): KeptFile {
  const fields = object(payload);
  const sources = Array.isArray(fields.sources) ? fields.sources : [];
  return {
    id: textField(fields, "id", MAX_ID_BYTES),
    ids: fields.ids === undefined ? [] : textListField(fields, "ids", MAX_LOOKED_UP, MAX_ID_BYTES),
    name: textField(fields, "name", MAX_PLACE_BYTES),
    ownName:
      optionalTextField(fields, "ownName", MAX_PLACE_BYTES) ?? textField(fields, "name", MAX_PLACE_BYTES),
    relativePath: textField(fields, "relativePath", MAX_PLACE_BYTES),
    type: textField(fields, "type", MAX_TYPE_BYTES),
    bytes: integerField(fields, "bytes", 0, MAX_FILE_BYTES),
    sha256: textField(fields, "sha256", MAX_ID_BYTES),
    fidelity: textField(fields, "fidelity", MAX_ID_BYTES),
    how: optionalTextField(fields, "how", MAX_ID_BYTES) ?? "",
    receivedAt: textField(fields, "receivedAt", MAX_ID_BYTES),
    tags: fields.tags === undefined ? [] : textListField(fields, "tags", MAX_TAGS, MAX_TAG_BYTES),
    note: optionalTextField(fields, "note", MAX_NOTE_BYTES) ?? "",
    isBinned: typeof fields.binnedAt === "string",
    sources: sources.map((source: unknown) => {
      const said = object(source);
      return {
        url: textField(said, "url", MAX_URL_BYTES),
        pageUrl: optionalTextField(said, "pageUrl", MAX_URL_BYTES),
        title: optionalTextField(said, "title", MAX_CAPTION_BYTES),
        alt: optionalTextField(said, "alt", MAX_CAPTION_BYTES),
      };
    }),
  };
}

/** Reads the files of an answer; one that can't be read keeps no other back. */
export function decodeKeptFiles(payload: unknown): KeptFile[] {
  const { files } = object(payload);
  if (!Array.isArray(files)) throw new ProtocolError("field_wrong", 'The field "files" must be a list.');
  return files.flatMap((file: unknown) => {
    try {
      return [decodeKeptFile(file)];
    } catch (error) {
      if (error instanceof ProtocolError) return [];
      throw error;
    }
  });
}

/** Reads the rule; kinds that only a newer version knows are left out. */
export function decodeNamingRule(payload: unknown): NamingRule {
  const fields = object(payload);
  const sidecars = textListField(fields, "sidecars", MAX_TAGS, MAX_TAG_BYTES);
  return {
    template: textField(fields, "template", MAX_TEMPLATE_BYTES),
    sidecars: SIDECAR_KINDS.filter((kind) => sidecars.includes(kind)),
  };
}

function object(payload: unknown): Fields {
  if (!isFields(payload)) throw new ProtocolError("malformed_frame", "It must be a JSON object.");
  return payload;
}
