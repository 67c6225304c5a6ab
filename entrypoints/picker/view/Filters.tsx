/** The line of filters: words, size, format, shape, and whether the page has loaded it. */

import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../../shared/extension/look/Icon.tsx";
import type { PlainTextCode } from "../../../shared/texts/message.ts";
import { language, text } from "../../../shared/texts/text.ts";
import {
  type Filters as FilterValues,
  formatsOf,
  isFiltering,
  NO_FILTERS,
  PRESENCES,
  SHAPES,
  SIZES,
  SORTINGS,
} from "../pictures/filters.ts";
import type { Folded } from "../pictures/fold.ts";

const SHAPE_NAMES: Readonly<Record<FilterValues["shape"], PlainTextCode>> = {
  any: "picker.shape-any",
  wide: "picker.shape-wide",
  tall: "picker.shape-tall",
  square: "picker.shape-square",
};
const PRESENCE_NAMES: Readonly<Record<FilterValues["presence"], PlainTextCode>> = {
  any: "picker.presence-any",
  loaded: "picker.presence-loaded",
  unloaded: "picker.unloaded",
};
const SORTING_NAMES: Readonly<Record<FilterValues["sorting"], PlainTextCode>> = {
  page: "picker.sort-page",
  largest: "picker.sort-largest",
  smallest: "picker.sort-smallest",
};

export interface FiltersProps {
  readonly all: readonly Folded[];
  readonly shown: number;
  readonly filters: FilterValues;
  readonly onFilters: (filters: FilterValues) => void;
}

export function Filters({ all, shown, filters, onFilters }: FiltersProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isTyping = event.target instanceof HTMLInputElement && event.target.type === "search";
      if (event.key !== "/" || isTyping) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  const change = (some: Partial<FilterValues>): void => onFilters({ ...filters, ...some });
  return (
    <search class="filters">
      <label class="words">
        <Icon name="search" />
        <input
          ref={field}
          type="search"
          value={filters.text}
          placeholder={text("picker.search")}
          aria-label={text("picker.search")}
          aria-keyshortcuts="/"
          onInput={({ currentTarget }) => change({ text: currentTarget.value })}
        />
      </label>
      <div class="choices">
        <Select
          label={text("picker.size")}
          value={String(filters.size)}
          isSet={filters.size !== 0}
          options={SIZES.map((size) => [
            String(size),
            size === 0
              ? text("picker.size-any")
              : text("picker.size-from", { pixels: size.toLocaleString(language()) }),
          ])}
          onValue={(value) => change({ size: Number(value) })}
        />
        <Select
          label={text("picker.format")}
          value={filters.format}
          isSet={filters.format !== ""}
          options={[
            ["", text("picker.format-any")],
            ...formatsOf(all).map((format): [string, string] => [format, format]),
          ]}
          onValue={(format) => change({ format })}
        />
        <Select
          label={text("picker.shape")}
          value={filters.shape}
          isSet={filters.shape !== "any"}
          options={SHAPES.map((shape) => [shape, text(SHAPE_NAMES[shape])])}
          onValue={(value) => change({ shape: SHAPES.find((one) => one === value) ?? "any" })}
        />
        <Select
          label={text("picker.presence")}
          value={filters.presence}
          isSet={filters.presence !== "any"}
          options={PRESENCES.map((presence) => [presence, text(PRESENCE_NAMES[presence])])}
          onValue={(value) => change({ presence: PRESENCES.find((one) => one === value) ?? "any" })}
        />
        <Select
          label={text("picker.sort")}
          value={filters.sorting}
          isSet={false}
          options={SORTINGS.map((sorting) => [sorting, text(SORTING_NAMES[sorting])])}
          onValue={(value) => change({ sorting: SORTINGS.find((one) => one === value) ?? "page" })}
        />
      </div>
      <span class="found" aria-live="polite">
        {isFiltering(filters)
          ? text("picker.found-of", {
              shown: shown.toLocaleString(language()),
              count: all.length.toLocaleString(language()),
            })
          : text("picker.found", { count: all.length.toLocaleString(language()) })}
      </span>
      {isFiltering(filters) && (
        <button type="button" onClick={() => onFilters({ ...NO_FILTERS, sorting: filters.sorting })}>
          {text("picker.clear-filters")}
        </button>
      )}
    </search>
  );
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  /** Whether it leaves anything out. */
  readonly isSet: boolean;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onValue: (value: string) => void;
}

function Select({ label, value, isSet, options, onValue }: SelectProps) {
  return (
    <select
      aria-label={label}
      title={label}
      data-set={isSet}
      value={value}
      onChange={({ currentTarget }) => onValue(currentTarget.value)}
    >
      {options.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </select>
  );
}
