/** The icons: drawn for Pagewire on a grid of 20, one stroke, in the colour of the words beside them. */

const DRAWINGS = {
  send: "M10 16V4M5 9l5-5 5 5",
  receive: "M10 4v12M5 11l5 5 5-5",
  save: "M10 3v9M6 8.5l4 4 4-4M4 16.5h12",
  open: "M8 4H5a1.5 1.5 0 0 0-1.5 1.5v9.5A1.5 1.5 0 0 0 5 16.5h9.5A1.5 1.5 0 0 0 16 15v-3M11 3.5h5.5V9M16 4l-7 7",
  folder:
    "M3 15V5.5A1.5 1.5 0 0 1 4.5 4H8l2 2.5h5.5A1.5 1.5 0 0 1 17 8v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 15Z",
  copy: "M7.5 7.5V5A1.5 1.5 0 0 1 9 3.5h6A1.5 1.5 0 0 1 16.5 5v6a1.5 1.5 0 0 1-1.5 1.5h-2.5M5 7.5h6A1.5 1.5 0 0 1 12.5 9v6a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V9A1.5 1.5 0 0 1 5 7.5Z",
  trash:
    "M4 5.5h12M8 5.5V4a1 1 0 0 1 1-1h2a1 1 0 0 1 1 1v1.5M5.5 5.5l.7 10a1.5 1.5 0 0 0 1.5 1.4h4.6a1.5 1.5 0 0 0 1.5-1.4l.7-10M8.5 9v4.5M11.5 9v4.5",
  more: "M4.2 10a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M9.4 10a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0M14.6 10a.6.6 0 1 0 1.2 0 .6.6 0 1 0-1.2 0",
  close: "M5 5l10 10M15 5L5 15",
  check: "M4 10.5l4 4 8-9",
  pause: "M7.5 5v10M12.5 5v10",
  play: "M7 4.5v11l8.5-5.5Z",
  retry: "M16 10a6 6 0 1 1-1.8-4.3M16.5 3v4h-4",
  undo: "M7.5 4L4 7.5 7.5 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H8",
  search: "M8.75 14a5.25 5.25 0 1 0 0-10.5 5.25 5.25 0 0 0 0 10.5ZM12.5 12.5l4 4",
  settings:
    "M3.5 6h5M12.5 6h4M10.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM3.5 14h2M9.5 14h7M7.5 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  plus: "M10 4v12M4 10h12",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l2.5-2.5a3.04 3.04 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.5 2.5a3.04 3.04 0 0 0 4.3 4.3l1-1",
  warning: "M10 3.5l7.3 12.5H2.7ZM10 8v3.5M10 13.8h.01",
  info: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9v4.5M10 6.6h.01",
  computer: "M4 4h12a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM7 16.5h6M10 13.5v3",
  pin: "M7.5 3.5h5l-.5 5 2.5 2.5v1h-9v-1L8 8.5ZM10 12v5",
  puzzle: "M3.5 7h4a2 2 0 1 1 4 0H15v3.5a2 2 0 1 1 0 4v2.5H3.5v-3a2 2 0 1 0 0-3.5Z",
  star: "M10 3l2.1 4.6 5 .6-3.7 3.4 1 4.9-4.4-2.5-4.4 2.5 1-4.9L2.9 8.2l5-.6Z",
  bell: "M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.5 1.5H4ZM8.5 17h3",
  key: "M7 12.5a3.5 3.5 0 1 1 3.3-4.6L17 8v3h-2v2h-2.5v-2h-2.2A3.5 3.5 0 0 1 7 12.5ZM7 9h.01",
  candles: "M6 3v3M6 13v4M4 6h4v7H4ZM14 3v4M14 12v5M12 7h4v5h-4Z",
  line: "M3 14l4-5 3.5 3L17 5",
  latest: "M4 5l5 5-5 5M10 5l5 5-5 5M17 5v10",
  previous: "M12.5 4.5L7 10l5.5 5.5",
  next: "M7.5 4.5L13 10l-5.5 5.5",
  down: "M4.5 7.5L10 13l5.5-5.5",
  "zoom-in": "M8.75 14a5.25 5.25 0 1 0 0-10.5 5.25 5.25 0 0 0 0 10.5ZM12.5 12.5l4 4M6.5 8.75H11M8.75 6.5V11",
  "zoom-out": "M8.75 14a5.25 5.25 0 1 0 0-10.5 5.25 5.25 0 0 0 0 10.5ZM12.5 12.5l4 4M6.5 8.75H11",
  fit: "M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4",
  edit: "M4 16l.8-3.5L13.5 3.8a1.4 1.4 0 0 1 2 0l.7.7a1.4 1.4 0 0 1 0 2L7.5 15.2Z",
  image:
    "M4.5 4h11A1.5 1.5 0 0 1 17 5.5v9a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14.5v-9A1.5 1.5 0 0 1 4.5 4ZM3.5 14l4-4 3 3 2.5-2.5 3.5 3.5M13 7.5h.01",
  video: "M4 5h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM8.5 7.7v4.6l4-2.3Z",
  sound: "M7.5 14.5V5L16 3.5V13M7.5 14.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM16 13a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z",
  text: "M5.5 3h6L15.5 7v9A1 1 0 0 1 14.5 17h-9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM7.5 9h5M7.5 11.5h5M7.5 14h3",
  table: "M4 4h12a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1ZM3 8h14M3 12h14M8 4v12",
  document: "M5.5 3h6L15.5 7v9A1 1 0 0 1 14.5 17h-9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM11.5 3v4h4",
  archive: "M3.5 4h13v3.5h-13ZM4.5 7.5V15A1 1 0 0 0 5.5 16h9a1 1 0 0 0 1-1V7.5M8.5 10.5h3",
  code: "M7 6l-4 4 4 4M13 6l4 4-4 4M11 4.5l-2 11",
} as const;

/** The name of an icon: what it stands for, or what it looks like where it stands for itself. */
export type IconName = keyof typeof DRAWINGS;

/** An icon beside words, or in a button that is named: it says nothing to those who can't see it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="glyph" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={DRAWINGS[name]} />
    </svg>
  );
}
