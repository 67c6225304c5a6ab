/** Which of the pictures are shown, and in which order. */

import type { Folded } from "./fold.ts";
import { formatOf, isUnloaded, nameOf } from "./picture.ts";

/** At least so many pixels in its longer side. */
export const SIZES = [0, 100, 300, 600, 1200] as const;
export const SHAPES = ["any", "wide", "tall", "square"] as const;
export const PRESENCES = ["any", "loaded", "unloaded"] as const;
export const SORTINGS = ["page", "largest", "smallest"] as const;

export interface Filters {
  readonly text: string;
  readonly size: number;
  /** `JPEG`; empty for all. */
  readonly format: string;
  readonly shape: (typeof SHAPES)[number];
  readonly presence: (typeof PRESENCES)[number];
  readonly onlySelection: boolean;
  readonly sorting: (typeof SORTINGS)[number];
}

export const NO_FILTERS: Filters = {
  text: "",
  size: 0,
  format: "",
  shape: "any",
  presence: "any",
  onlySelection: false,
  sorting: "page",
};

/** From this proportion of its sides on a picture is no square. */
const SQUARE_RATIO = 1.1;

/** Whether anything is filtered out by what the user has set. */
export function isFiltering(filters: Filters): boolean {
  return (Object.keys(NO_FILTERS) as (keyof Filters)[]).some(
    (key) => key !== "sorting" && key !== "onlySelection" && filters[key] !== NO_FILTERS[key],
  );
}

export function filtered(pictures: readonly Folded[], filters: Filters): readonly Folded[] {
  const words = filters.text.toLowerCase().split(/\s/).filter(Boolean);
  const found = pictures.filter(
    (one) =>
      (!filters.onlySelection || one.isInSelection) &&
      isOfSize(one, filters.size) &&
      isOfShape(one, filters.shape) &&
      (filters.format === "" || formatOf(one.picture) === filters.format) &&
      (filters.presence === "any" || isUnloaded(one.picture) === (filters.presence === "unloaded")) &&
      (words.length === 0 || saysAll(one, words)),
  );
  if (filters.sorting === "page") return found;
  const sign = filters.sorting === "largest" ? -1 : 1;
  return found.toSorted((a, b) => sign * (areaOf(a) - areaOf(b)));
}

/** The formats that are there, for the choice of one. */
export function formatsOf(pictures: readonly Folded[]): string[] {
  const formats = new Set(pictures.map(({ picture }) => formatOf(picture)));
  formats.delete("");
  return [...formats].sort();
}

/** Of what nobody knows the size of, it may be the one that is looked for. */
function isOfSize({ picture: { width, height } }: Folded, size: number): boolean {
  return size === 0 || width === 0 || Math.max(width, height) >= size;
}

function isOfShape({ picture: { width, height } }: Folded, shape: Filters["shape"]): boolean {
  if (shape === "any") return true;
  if (width === 0 || height === 0) return false;
  const ratio = width / height;
  if (shape === "wide") return ratio >= SQUARE_RATIO;
  return shape === "tall" ? ratio <= 1 / SQUARE_RATIO : ratio < SQUARE_RATIO && ratio > 1 / SQUARE_RATIO;
}

function areaOf({ picture: { width, height } }: Folded): number {
  return width * height;
}

function saysAll({ picture }: Folded, words: readonly string[]): boolean {
  const said =
    `${nameOf(picture)} ${picture.alt ?? ""} ${picture.url} ${picture.shownIn.title}`.toLowerCase();
  return words.every((word) => said.includes(word));
}
