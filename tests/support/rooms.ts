/** The rooms of the house, and who may import whom: what `docs/architecture.md` says, as the borders test holds it. */

import path from "node:path";

/** Files that wire a room, or are needed all over the companion: each counts as a room of its own. */
const ENTRIES = [
  /^companion\/[^/]+\.ts$/,
  /^companion\/prices\/market\.ts$/,
  /^entrypoints\/[^/]+\/(?:index|main|App)\.tsx?$/,
];

/** What all of the companion may import, and what imports nothing itself. */
const GROUND = ["companion/limits.ts", "companion/package-folder.ts"];

/** The room a file is in: its folder, or itself where it is an entry. */
export function roomOf(file: string): string {
  return ENTRIES.some((entry) => entry.test(file)) ? file : path.dirname(file);
}

/** Who may import whom; every room may import itself. */
export function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  const [top = "", second = ""] = from.split("/");
  if (top === "shared") return SHARED[from]?.includes(to) ?? false;
  const isShared = to.startsWith("shared/");
  if (top === "companion") {
    if (isShared) return !to.startsWith("shared/extension");
    if (GROUND.includes(from)) return false;
    if (from === "companion/process") return to === "companion/limits.ts" || to === "package.json";
    const isGround = GROUND.includes(to) || to === "companion/process";
    return isGround || isListed(COMPANION, "companion/", from, to);
  }
  if (isShared) return true;
  if (second === "background") return isListed(BACKGROUND, "entrypoints/background/", from, to);
  // A page is small: its rooms may use each other, and nobody else's.
  return to.startsWith(`entrypoints/${second}/`) || to === `entrypoints/${second}`;
}

type Table = Readonly<Record<string, string>>;

function isListed(table: Table, prefix: string, from: string, to: string): boolean {
  return table[within(prefix, from)]?.split(" ").includes(within(prefix, to)) ?? false;
}

/** The room's name in the table of its program; `.` is the folder of the program itself. */
function within(prefix: string, room: string): string {
  return `${room}/`.startsWith(prefix) ? room.slice(prefix.length) || "." : room;
}

/** Whether the tables have a row for a room; pages need none. */
export function isKnown(room: string): boolean {
  if (room.startsWith("shared/")) return room in SHARED;
  if (room.startsWith("companion"))
    return room === "companion/process" || GROUND.includes(room) || within("companion/", room) in COMPANION;
  const isPage = !room.startsWith("entrypoints/background");
  return isPage || within("entrypoints/background/", room) in BACKGROUND;
}

/** The languages beside English: each has the same rooms, and knows of English the types alone. */
const TRANSLATIONS = ["german", "french", "japanese", "chinese"] as const;
/** The rooms of each language: an area with several files has one. */
const AREAS = ["view", "kept", "market", "picker", "terminal", "install"] as const;

/** The rows of the languages: a language's catalogue is put together from its areas. */
function textRooms(): Record<string, readonly string[]> {
  const areasOf = (language: string): string[] => AREAS.map((area) => `shared/texts/${language}/${area}`);
  const english = areasOf("english");
  return {
    ...Object.fromEntries(english.map((area) => [area, ["shared/protocol"]])),
    "shared/texts/english": [...english, "shared/protocol"],
    ...Object.fromEntries(
      TRANSLATIONS.flatMap((language) => [
        ...areasOf(language).map((area) => [area, [area.replace(language, "english")]]),
        [`shared/texts/${language}`, [...areasOf(language), "shared/texts/english"]],
      ]),
    ),
  };
}

const SHARED: Readonly<Record<string, readonly string[]>> = {
  "shared/protocol": [],
  "shared/protocol/kept": ["shared/protocol"],
  "shared/protocol/market": ["shared/protocol"],
  "shared/protocol/install": ["shared/protocol"],
  "shared/protocol/parcels": ["shared/protocol"],
  ...textRooms(),
  "shared/texts": [
    ...TRANSLATIONS.map((language) => `shared/texts/${language}`),
    ...["shared/texts/english", "shared/protocol"],
  ],
  "shared/transfer": ["shared/texts", "shared/protocol/parcels", "shared/protocol"],
  "shared/naming": ["shared/texts", "shared/protocol"],
  "shared/extension/prices": ["shared/texts", "shared/protocol/market", "shared/protocol"],
  ...Object.fromEntries(
    [
      "/browser",
      "/mhtml",
      "/names",
      "/words",
      "",
      "/store/kept",
      "/store",
      "/lists",
      "/connection",
      "/kept",
      "/look",
      "/pairing",
      "/thumbnails",
    ].map((room, floor, rooms) => [
      `shared/extension${room}`,
      [
        ...rooms.slice(0, floor).map((below) => `shared/extension${below}`),
        ...[
          "shared/naming",
          "shared/transfer",
          "shared/texts",
          "shared/protocol/kept",
          "shared/protocol/market",
          "shared/protocol/install",
          "shared/protocol/parcels",
          "shared/protocol",
        ],
      ],
    ]),
  ),
};

/** Rooms of `companion/`, from the top down. Each may also import `limits.ts`, `process` and what is shared by both programs. */
const COMPANION: Table = {
  "main.ts": "commands home",
  commands:
    "agents agents/serving commands/quick commands/running commands/sending commands/received commands/far commands/ssh commands/doctor commands/install commands/market commands/control commands/shown commands/terminal home trust",
  "commands/quick":
    "commands/running commands/received commands/control commands/shown commands/terminal home trust",
  "agents/serving": "agents/tools agents commands/far files/received",
  "agents/tools": "agents agents/pictures commands/control commands/far commands/sending files/received",
  agents: "commands/control commands/far commands/received commands/terminal files files/received",
  "agents/pictures": "",
  "commands/market": "commands/control commands/terminal",
  "commands/running": "commands/control commands/shown commands/terminal companion.ts config.ts home server",
  "commands/sending":
    "commands/control commands/shown commands/terminal files files/outbox-folder files/outgoing home trust",
  "commands/received":
    "commands/control commands/shown commands/terminal files/kept files/received files home trust",
  "commands/far":
    "commands/sending commands/received commands/control commands/shown commands/terminal files/outgoing files/received",
  "commands/ssh": "commands/control commands/terminal",
  "commands/doctor":
    "commands/control commands/shown commands/terminal config.ts files files/marks home server",
  "commands/install": "commands/control commands/terminal home",
  "commands/control": "commands/terminal home trust",
  "commands/shown": "commands/terminal files/received files/incoming home trust",
  "commands/terminal": "",
  "index.ts": "companion.ts config.ts files/incoming files/received files/outgoing home server trust",
  "companion.ts":
    "open-server.ts later-prices.ts open-files.ts open-trust.ts config.ts files files/incoming files/outbox-folder files/outgoing home trust",
  "open-server.ts":
    "open-files.ts open-trust.ts server/pages server server/topics server/topics/whole-files server/longpoll server/lanes server/door server/proving server/channels server/sockets home trust",
  "later-prices.ts": "open-prices.ts server/channels",
  "open-prices.ts":
    "server/topics/market server/channels prices/market.ts prices/alerts prices/bars prices/settings home",
  "open-files.ts":
    "config.ts files files/incoming files/kept files/received files/outgoing files/uploads files/marks home",
  "open-trust.ts": "trust home",
  server: "server/pages server/longpoll server/door server/channels server/sockets trust",
  "server/pages": "trust",
  "server/topics":
    "server/lanes server/door server/channels files files/incoming files/kept files/received files/outgoing files/uploads desktop home trust",
  "server/topics/whole-files": "server/channels files files/incoming files/received files/outgoing home",
  "server/topics/market": "server/channels prices/market.ts prices/alerts prices/feed prices",
  "server/lanes":
    "server/door server/channels server/sockets files files/incoming files/received files/outgoing files/uploads",
  "server/longpoll": "server/door server/channels",
  "server/door": "server/channels",
  "server/channels": "server/sockets",
  "server/proving": "trust",
  "server/sockets": "",
  "prices/alerts": "prices/market.ts prices/feed prices",
  "prices/market.ts": "prices/feed prices/book prices/symbols prices/bars prices/settings prices",
  "prices/symbols": "prices/book prices/venues prices/settings prices",
  "prices/feed": "prices/book prices/bars prices/venues prices/web prices",
  "prices/book": "prices/bars prices/venues prices/web prices",
  "prices/bars": "prices/venues prices",
  "prices/venues": "prices/web prices/settings prices",
  "prices/settings": "",
  "prices/web": "prices",
  prices: "",
  "config.ts": "files prices/settings home",
  trust: "home",
  "files/marks": "files/received",
  "files/incoming": "files/received files home",
  "files/kept": "files/received files home",
  "files/received": "files home",
  "files/uploads": "files files/outgoing home",
  "files/outbox-folder": "files files/outgoing home",
  "files/outgoing": "files home",
  desktop: "",
  files: "home",
  home: "",
};

/** Rooms of `entrypoints/background/`, from the top down. Each may also import what is shared. */
const BACKGROUND: Table = {
  "index.ts": ". calls capture menu notices pairing receiving sending",
  ".": "",
  menu: "capture capture/sources sites",
  capture: "capture/sources sending sites bytes",
  "capture/sources": "capture/mhtml bytes sites",
  "capture/mhtml": "sites",
  notices: "notices/toast receiving lanes",
  "notices/toast": "",
  pairing: "calls",
  receiving: "lanes bytes",
  sending: "sites lanes bytes",
  sites: "bytes",
  calls: "",
  bytes: "lanes",
  lanes: "",
};
