/** What is known of a file that gets a name, and the words that a template may use of it. */

import { splitName } from "./name-ending.ts";

/** What a name can be made of. */
export interface NamingFacts {
  /** The safe name that it would have without a template, with its ending. */
  readonly name: string;
  readonly type: string;
  readonly sha256: string;
  readonly fidelity: string;
  readonly how?: string | undefined;
  /** When it came: milliseconds since 1970. */
  readonly at: number;
  readonly source?:
    | {
        readonly url: string;
        readonly pageUrl?: string | null | undefined;
        readonly title?: string | null | undefined;
        readonly alt?: string | null | undefined;
      }
    | undefined;
}

/** Parts of a moment that a form of the date can have, in the time of the computer it is on. */
const DATE_PARTS = {
  YYYY: (at: Date) => digits(at.getFullYear(), 4),
  MM: (at: Date) => digits(at.getMonth() + 1, 2),
  DD: (at: Date) => digits(at.getDate(), 2),
  hh: (at: Date) => digits(at.getHours(), 2),
  mm: (at: Date) => digits(at.getMinutes(), 2),
  ss: (at: Date) => digits(at.getSeconds(), 2),
} as const;
type DatePart = keyof typeof DATE_PARTS;
const DATE_PART_NAMES: readonly string[] = Object.keys(DATE_PARTS);

/** The forms that the fields of a moment have by themselves. */
const DATES: Readonly<Record<string, string>> = {
  date: "YYYY-MM-DD",
  time: "hh-mm-ss",
  year: "YYYY",
  month: "MM",
  day: "DD",
};

/** Every other field but the number: what it says, or nothing. */
const FIELDS: Readonly<Record<string, (facts: NamingFacts) => string>> = {
  name: ({ name }) => splitName(name).stem,
  ext: ({ name }) => splitName(name).suffix,
  host: ({ source }) => hostOf(source?.pageUrl) || hostOf(source?.url),
  from: ({ source }) => hostOf(source?.url),
  title: ({ name, source }) => (source?.title ?? "").trim() || splitName(name).stem,
  alt: ({ source }) => (source?.alt ?? "").trim(),
  kind: ({ type }) => type.split("/")[0] ?? "",
  type: ({ type }) => type.replace("/", "-"),
  sha256: ({ sha256 }) => sha256,
  fidelity: ({ fidelity }) => fidelity,
  how: ({ how }) => how ?? "",
};

/** The field that tells files of one name apart: 1, 2, 3 and so on. */
export const NUMBER_FIELD = "n";

/** The names of all fields, as they are offered. */
export const FIELD_NAMES: readonly string[] = [...Object.keys(DATES), ...Object.keys(FIELDS), NUMBER_FIELD];

/** Whether a field is a moment, which can have another form. */
export function isMoment(field: string): boolean {
  return Object.hasOwn(DATES, field);
}

/** What a field says of a file; empty where nothing is known. A moment has the form it is given. */
export function fieldValue(field: string, facts: NamingFacts, form?: string): string {
  const own = DATES[field];
  if (own !== undefined) return dated(new Date(facts.at), form ?? own);
  return FIELDS[field]?.(facts) ?? "";
}

/** Whether a text is a form of the date: parts of it, and what may stand between them in a name. */
export function isDateForm(form: string): boolean {
  const parts = partsOf(form);
  return parts.some(isDatePart) && parts.every((part) => isDatePart(part) || /^[-_. ]$/.test(part));
}

function dated(at: Date, form: string): string {
  return partsOf(form)
    .map((part) => (isDatePart(part) ? DATE_PARTS[part](at) : part))
    .join("");
}

function isDatePart(part: string): part is DatePart {
  return DATE_PART_NAMES.includes(part);
}

/** Splits a form: its parts, and every other character by itself. */
function partsOf(form: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < form.length; ) {
    const part = DATE_PART_NAMES.find((name) => form.startsWith(name, at)) ?? form.charAt(at);
    parts.push(part);
    at += part.length;
  }
  return parts;
}

function digits(value: number, width: number): string {
  return String(Number.isFinite(value) ? value : 0).padStart(width, "0");
}

function hostOf(url: string | null | undefined): string {
  if (!url || !URL.canParse(url)) return "";
  return new URL(url).hostname;
}
