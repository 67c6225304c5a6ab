/** What happens while a companion runs, for whoever watches it. */

import type { Sentence } from "../../shared/texts/said.ts";

export type Happening =
  | { readonly kind: "came" | "left"; readonly browser: string }
  | { readonly kind: "received"; readonly name: string; readonly bytes: number; readonly url?: string }
  | { readonly kind: "stored"; readonly name: string; readonly bytes: number; readonly browser: string }
  | { readonly kind: "refused"; readonly name: string; readonly why: Sentence };
