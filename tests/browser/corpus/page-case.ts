/** One page of the corpus: how the web shows a picture there, what is clicked, and what must come of it. */
import type { Page } from "playwright-core";
import type { ImageFile, ImageFormat, ImageOptions } from "../../support/image-files.ts";
import type { Answer } from "../../support/site-rights.ts";
import type { Reply, Route, TestSite } from "../../support/test-site.ts";

/** What the bytes are, in the words of a record. */
export type Fidelity = "original" | "re-encoded" | "screenshot";

/** How they were had, in the words of a record. */
export type How = "document" | "page-copy" | "page-capture" | "page-request" | "request" | "drawn" | "cut";

/** Without asking the site a second time. */
export const HELD: readonly How[] = ["document", "page-copy", "page-capture"];
/** From the picture's bytes as they are, wherever they come from. */
export const EXACT: readonly How[] = [...HELD, "page-request", "request"];

/** The very bytes the page shows. */
export interface Original {
  readonly original: true;
  /** `HELD` where nothing else is said: a second request is then a failure. */
  readonly how?: readonly How[];
  readonly name?: string | RegExp;
  readonly type?: string;
  readonly alt?: string;
  /** What stands nowhere in its record. */
  readonly keepsOut?: string;
}

/** Something else than the bytes, which says so. */
export interface Labelled {
  readonly label: readonly Fidelity[];
  readonly how?: readonly How[];
  readonly type?: string;
  readonly alt?: string;
  /** Width and height. */
  readonly size?: readonly [number, number];
  /** Whether its pixels are those of the picture that `open` returned. */
  readonly alike?: true;
}

/** A true sentence and nothing saved. */
export interface Sentence {
  readonly sentence: RegExp;
}

/** No item of ours, and so nothing that could go wrong. */
export interface NoItem {
  readonly noItem: true;
}

export type Expected = Original | Labelled | Sentence | NoItem | { readonly oneOf: readonly Expected[] };

/** Told what came of it: the right bytes however they were had, something less that says so, or a sentence. */
export const RIGHT_OR_TOLD: Expected = {
  oneOf: [
    { original: true, how: EXACT },
    { label: ["re-encoded", "screenshot"] },
    { sentence: /[a-z]{3,}.*[.:]/i },
  ],
};

/** The page as it was laid out. */
export interface Opened {
  readonly url: string;
  /** The picture that must come; asked for when it has come, for it may be the latest of several. */
  readonly shown?: () => ImageFile;
  /** Another picture that may come as well, where it is arguable which of two is meant. */
  readonly orShown?: () => ImageFile;
  /** The host that the extension's question names. */
  readonly host?: string;
}

/** The lot on which one case builds its page: names of its own, and both kinds of sites. */
export interface Lot {
  readonly http: TestSite;
  readonly https: TestSite;
  /** A folder of the computer. */
  readonly folder: string;
  /** A host of this case alone, and another one. */
  readonly host: string;
  readonly far: string;
  /** A picture of this case alone, named after it. */
  picture(format?: ImageFormat, options?: ImageOptions): Promise<ImageFile>;
  /** Serves a reply under a path of the case's host ("/a.png") or of another one ("far.test/a.png"), on both sites. */
  serve(path: string, route: Route): void;
  /** Serves an HTML body as the front page of the case's host, and returns its address. */
  page(body: string, options?: PageOptions): string;
}

export interface PageOptions {
  readonly host?: string;
  readonly path?: string;
  readonly secure?: boolean;
  readonly headers?: Reply["headers"];
}

/** What is right-clicked: in the page, or in a frame of it, or in a frame of that. */
export type Click = string | { readonly selector: string; readonly frames: readonly string[] };

export interface PageCase {
  /** The number in the field reports, or a letter and a number of its own. */
  readonly no: string;
  readonly title: string;
  open(lot: Lot): Opened | Promise<Opened>;
  readonly click: Click;
  /** Whose menu Chrome opens there: a picture's, a link's, the page's own, or none at all. */
  readonly by: "none" | "image" | "video" | "link" | "canvas" | "page";
  /** What was given beforehand: page capture with all sites, or nothing. */
  readonly permission: "all" | "none";
  /** What is answered where the extension asks. */
  readonly answer?: Answer;
  /** A JavaScript expression that is true once the picture shows; for an `img` its natural size says it. */
  readonly ready?: string;
  /** What happens on the page once it shows, before the click. */
  readonly before?: (page: Page, lot: Lot) => Promise<void>;
  /** What is told the browser's dialog that asks who is there. */
  readonly logIn?: { readonly user: string; readonly password: string };
  /** Whether the largest version that a page offers is wanted. */
  readonly wantsLargest?: true;
  /** The key that is pressed once the chooser stands over the page and has the keyboard. */
  readonly chooser?: string;
  /** What happens while the menu stands open. */
  readonly meanwhile?: (page: Page) => Promise<void>;
  /** Sends, reloads, and sends again: each time what is shown must come. */
  readonly twice?: true;
  readonly expect: Expected;
}
