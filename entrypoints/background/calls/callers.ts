/** Who calls the background, judged by what the browser says of the sender and by nothing the sender says itself. */

import * as v from "valibot";
import { SEEN_LIFECYCLE } from "../../../shared/extension/browser/sender.ts";

/** What the extension knows of itself. */
export interface OwnExtension {
  readonly id: string;
  /** `chrome-extension://…`, without a slash at its end. */
  readonly origin: string;
}

/** Where a pairing page is: what names its companion, and how to answer it. */
export const PairingPlaceSchema = v.object({ port: v.number(), tabId: v.number(), documentId: v.string() });
export type PairingPlace = v.InferOutput<typeof PairingPlaceSchema>;

export type Caller =
  | { readonly kind: "own-page" }
  | { readonly kind: "confirm-page" | "paired-page"; readonly tabId: number }
  | { readonly kind: "pairing-page"; readonly place: PairingPlace };

const CONFIRM_PATH = "/confirm.html";
const PAIRED_PATH = "/paired.html";
const PAIRING_PATH = "/pair";
/** A page in a frame says its frame's number; the popup and the side panel are in no tab and say none. */
const TOP_FRAME = 0;
const MAX_PORT = 65_535;

const OwnPageSchema = v.object({
  url: v.string(),
  frameId: v.optional(v.literal(TOP_FRAME)),
  tab: v.optional(v.object({ id: v.number() })),
});

const PairingPageSchema = v.object({
  origin: v.pipe(v.string(), v.regex(/^http:\/\/127\.0\.0\.1:[1-9]\d{0,4}$/)),
  url: v.string(),
  frameId: v.literal(TOP_FRAME),
  tab: v.object({ id: v.number() }),
  documentId: v.string(),
  documentLifecycle: SEEN_LIFECYCLE,
});

/** Who sent a message; `undefined` where nothing may be answered. */
export function callerOf(sender: unknown, own: OwnExtension): Caller | undefined {
  const said = v.safeParse(v.object({ id: v.literal(own.id), origin: v.string() }), sender);
  if (!said.success) return undefined;
  return said.output.origin === own.origin ? ownPage(sender, own) : pairingPage(sender);
}

function ownPage(sender: unknown, own: OwnExtension): Caller | undefined {
  const checked = v.safeParse(OwnPageSchema, sender);
  if (!checked.success || !checked.output.url.startsWith(`${own.origin}/`)) return undefined;
  const { url, tab } = checked.output;
  const path = URL.parse(url)?.pathname;
  const kind = path === CONFIRM_PATH ? "confirm-page" : path === PAIRED_PATH ? "paired-page" : undefined;
  return kind && tab ? { kind, tabId: tab.id } : { kind: "own-page" };
}

function pairingPage(sender: unknown): Caller | undefined {
  const checked = v.safeParse(PairingPageSchema, sender);
  if (!checked.success) return undefined;
  const { origin, url, tab, documentId } = checked.output;
  const port = Number(origin.slice(origin.lastIndexOf(":") + 1));
  const page = URL.parse(url);
  if (page?.origin !== origin || page.pathname !== PAIRING_PATH || port > MAX_PORT) return undefined;
  return { kind: "pairing-page", place: { port, tabId: tab.id, documentId } };
}
