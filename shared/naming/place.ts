/** Where a received file goes by a template: folders inside the inbox and a name, legal on every system. */

import { charactersOf } from "../texts/characters.ts";
import { fieldValue, type NamingFacts, NUMBER_FIELD } from "./facts.ts";
import {
  bytesOf,
  cutToBytes,
  FALLBACK_STEM,
  MAX_NAME_BYTES,
  numberedName,
  safeFileName,
} from "./file-name.ts";
import { splitName } from "./name-ending.ts";
import { type Filter, isNumber, type Piece, parseTemplate, type Template } from "./template.ts";

/** Folders are shorter than names: many of them stand in one path. */
export const MAX_FOLDER_BYTES = 100;

/** What may be added to a name that is a device's. */
const DEVICE_BYTES = 4;

/** A place inside the inbox. */
export interface FilePlace {
  readonly folders: readonly string[];
  readonly name: string;
}

/** The places that a template proposes for one file, one after the other until one is free. */
export interface ProposedPlace {
  readonly folders: readonly string[];
  /** The name by its number, from 1 on; the first one has none where the template does not ask for it. */
  nameAt(number: number): string;
}

/** A piece of a name with what it says; text and numbers are never cut. */
interface Said {
  readonly text: string;
  readonly isFixed: boolean;
}

/** What a template says of a file. Never throws, and never leads out of the inbox. */
export function placeBy(template: Template, facts: NamingFacts): ProposedPlace {
  const folders = foldersBy(template, facts);
  const first = nameBy(template.name, facts, 1);
  const isNumbered = template.name.some(isNumber) && nameBy(template.name, facts, 2) !== first;
  return {
    folders,
    nameAt(number) {
      if (isNumbered) return nameBy(template.name, facts, number);
      return number === 1 ? first : numberedName(first, number);
    },
  };
}

/** The folders alone, from the outside in. */
export function foldersBy(template: Template, facts: NamingFacts): readonly string[] {
  return template.folders
    .map((pieces) => safeFolderName(joined(pieces, facts, 1, MAX_FOLDER_BYTES)))
    .filter((folder) => folder !== "");
}

/** A place under a name that stays as it is, numbered as people do it: `cat (2).png`. */
export function plainPlace(name: string, folders: readonly string[] = []): ProposedPlace {
  return { folders, nameAt: (number) => (number === 1 ? name : numberedName(name, number)) };
}

/** Where files would go one after the other, as paths with slashes. Throws `TemplateWrong`. */
export function previewOf(template: string, files: readonly NamingFacts[]): string[] {
  const parsed = parseTemplate(template);
  const taken = new Set<string>();
  return files.map((facts) => {
    const { folders, nameAt } = placeBy(parsed, facts);
    const pathAt = (number: number): string => [...folders, nameAt(number)].join("/");
    let number = 1;
    // There are as many others at most.
    while (taken.has(pathAt(number)) && number <= files.length) number += 1;
    const path = pathAt(number);
    taken.add(path);
    return path;
  });
}

/** A folder's name that is legal everywhere; empty where nothing of it can stay. */
export function safeFolderName(proposed: string): string {
  const flat = proposed.normalize("NFC").replace(/[/\\]/g, "-").trim();
  if (/^[-~.\s_]*$/.test(flat)) return "";
  const safe = safeFileName(cutToBytes(flat, MAX_FOLDER_BYTES - DEVICE_BYTES));
  // That is what a name is called of which nothing can stay; a folder need not be there at all.
  return safe === FALLBACK_STEM && flat !== FALLBACK_STEM ? "" : safe;
}

function nameBy(pieces: readonly Piece[], facts: NamingFacts, number: number): string {
  if (isOwnName(pieces)) return facts.name;
  const { suffix } = splitName(facts.name);
  const last = pieces.at(-1);
  const endsInExt = typeof last !== "string" && last?.field === "ext";
  // An ending is there in any case, once: without one no program knows the file.
  const stem = endsInExt ? pieces.slice(0, -1) : pieces;
  const text = joined(stem, facts, number, MAX_NAME_BYTES - DEVICE_BYTES - bytesOf(suffix));
  const plain = /^[-~.\s_]*$/.test(text) ? FALLBACK_STEM : text;
  if (suffix !== "") return safeFileName(`${plain}${suffix}`, suffix.slice(1));
  // Nobody knows what it is: a page's title must not give it an ending that makes it run.
  const safe = safeFileName(plain);
  return splitName(safe).suffix === "" ? safe : safeFileName(plain.split(".").join("_"));
}

/** Whether it is the name as it comes. */
function isOwnName([first, ext, ...more]: readonly Piece[]): boolean {
  const isPlain = (piece: Piece | undefined, field: string): boolean =>
    typeof piece === "object" && piece.field === field && piece.filters.length === 0;
  return isPlain(first, "name") && (ext === undefined || isPlain(ext, "ext")) && more.length === 0;
}

/** What the pieces say, side by side in at most so many bytes: the longest is cut, and never what tells files apart. */
function joined(pieces: readonly Piece[], facts: NamingFacts, number: number, maxBytes: number): string {
  const said = pieces.map((piece) => saidBy(piece, facts, number));
  for (let over = excess(said, maxBytes); over > 0; over = excess(said, maxBytes)) {
    const longest = said.reduce<number | undefined>((best, { text, isFixed }, at) => {
      if (isFixed || text === "") return best;
      return best === undefined || text.length > (said[best]?.text.length ?? 0) ? at : best;
    }, undefined);
    if (longest === undefined) break;
    const text = said[longest]?.text ?? "";
    said[longest] = { text: cutToBytes(text, Math.max(bytesOf(text) - over, 0)), isFixed: false };
  }
  return said.map(({ text }) => text).join("");
}

function excess(said: readonly Said[], maxBytes: number): number {
  return said.reduce((bytes, { text }) => bytes + bytesOf(text), 0) - maxBytes;
}

function saidBy(piece: Piece, facts: NamingFacts, number: number): Said {
  if (typeof piece === "string") return { text: piece, isFixed: true };
  const { field, filters } = piece;
  if (field === NUMBER_FIELD) {
    const width = filters.find((filter) => filter.kind === "length")?.length ?? 1;
    return { text: String(number).padStart(Math.min(width, MAX_NUMBER_DIGITS), "0"), isFixed: true };
  }
  const form = filters.find((filter) => filter.kind === "form")?.form;
  // What comes from a page leads into no folder.
  const value = fieldValue(field, facts, form)
    .replace(/[/\\]/g, "-")
    .replace(field === "ext" ? "." : "", "");
  return { text: filters.reduce(filtered, oneLine(value)), isFixed: false };
}

const MAX_NUMBER_DIGITS = 9;

function filtered(value: string, filter: Filter): string {
  switch (filter.kind) {
    case "length":
      return cutToCharacters(value, filter.length);
    case "case":
      return filter.to === "lower" ? value.toLowerCase() : value.toUpperCase();
    case "dashes":
      return value.split(" ").join("-");
    case "else":
      return value === "" ? filter.text : value;
    case "form":
      return value;
  }
}

/** White space of any kind is one space each time, so that a title of several lines reads as one. */
function oneLine(value: string): string {
  return value
    .slice(0, MAX_LOOKED_AT_CHARACTERS)
    .split(/\s/)
    .filter((word) => word !== "")
    .join(" ");
}

/** Of a long title no more can stand in a name. */
const MAX_LOOKED_AT_CHARACTERS = 1024;

function cutToCharacters(text: string, length: number): string {
  if (text.length <= length) return text;
  let cut = "";
  let count = 0;
  for (const { segment } of charactersOf(text)) {
    count += 1;
    if (count > length) break;
    cut += segment;
  }
  return cut.trimEnd();
}
