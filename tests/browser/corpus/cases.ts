/** All cases, in the parts that share a desktop. */
import type { PageCase } from "./page-case.ts";
import { CSS } from "./pages/css.ts";
import { DRAWN_PICTURES } from "./pages/drawn.ts";
import { ELSEWHERE } from "./pages/elsewhere.ts";
import { FORMATS } from "./pages/formats.ts";
import { FRAMES } from "./pages/frames.ts";
import { HOTLINK } from "./pages/hotlink.ts";
import { LARGEST_VERSIONS } from "./pages/largest.ts";
import { LAYERS } from "./pages/layers.ts";
import { MEMBERS } from "./pages/members.ts";
import { NAMES } from "./pages/names.ts";
import { ONCE_ONLY } from "./pages/once-only.ts";
import { PAGE_KINDS } from "./pages/page-kinds.ts";
import { PARTS } from "./pages/parts.ts";
import { SERVED } from "./pages/served.ts";
import { SVG } from "./pages/svg.ts";
import { TABS } from "./pages/tabs.ts";
import { WRITTEN_IN } from "./pages/written-in.ts";

export const OF_SITES: readonly PageCase[] = [
  ...HOTLINK,
  ...MEMBERS,
  ...ELSEWHERE,
  ...ONCE_ONLY,
  ...PAGE_KINDS,
  ...TABS,
  ...FRAMES,
];
export const OF_ELEMENTS: readonly PageCase[] = [
  ...WRITTEN_IN,
  ...CSS,
  ...LAYERS,
  ...LARGEST_VERSIONS,
  ...PARTS,
  ...SVG,
  ...DRAWN_PICTURES,
];
export const OF_FILES: readonly PageCase[] = [...SERVED, ...FORMATS, ...NAMES];
export const ALL_CASES: readonly PageCase[] = [...OF_SITES, ...OF_ELEMENTS, ...OF_FILES];
