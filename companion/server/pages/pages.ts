/** The few pages the companion shows to people, and how they are answered with. */

import type { ServerResponse } from "node:http";
import type { CommandPlace } from "../../../shared/texts/command-place.ts";
import { HEALTH } from "../../../shared/transfer/health.ts";
import type { LinkState } from "../../trust/pairing-links.ts";
import { iconFor, type Page } from "./frame.ts";
import { homePage, pictureFor } from "./home-page.ts";
import { pairPage } from "./pair-page.ts";

export type { Page } from "./frame.ts";

export interface PagesOptions {
  readonly linkState: (id: string) => LinkState;
  readonly version: string;
  /** How their reader, who may be in any folder, runs this companion's commands. */
  readonly commands: CommandPlace;
  /** Whether a page of another site has led here. */
  readonly isLed: boolean;
}

/** The page for a path; `undefined` where there is none. */
export function pageFor(
  target: string,
  query: URLSearchParams,
  port: number,
  { linkState, version, commands, isLed }: PagesOptions,
): Page | undefined {
  if (target === "/") return homePage({ port, version, commands });
  if (target === "/health") return { type: "application/json", body: HEALTH };
  if (target === "/pair") return pairPage(linkState(query.get("link") ?? ""), commands, isLed);
  return iconFor(target) ?? pictureFor(target);
}

/** What a page may do: nothing but show itself; and nobody else may frame or read it. */
const PAGE_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

/** Answers with a page, or with the status alone. */
export function answerPage(response: ServerResponse, status: number, page?: Page, headOnly = false): void {
  const body = page?.body ?? "";
  response.writeHead(status, {
    ...PAGE_HEADERS,
    "content-type": page?.type ?? "text/plain; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    // A stranger's next request comes over a connection of its own, and what is left of this one is not read.
    ...(status === 403 ? { connection: "close" } : {}),
  });
  response.end(headOnly ? undefined : body);
}
