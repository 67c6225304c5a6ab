/** What a piece of markup is by its first element, found by one walk over what may precede it. */

const SPACE = /\s*/y;
const DOCTYPE = /<!doctype\s+/iy;
/** What a name of an element or of a document type ends with. */
const NAME = /[^\s/>[]*/y;
const ATTRIBUTE = /[^\s=>"'/]*/y;
const SVG_NAMESPACE = "http://www.w3.org/2000/svg";
/** The prefix of a namespace; its author chooses it. */
const PREFIX = /^[\p{L}_][\p{L}\p{M}\p{N}._-]*$/u;
const HTML_ELEMENTS: ReadonlySet<string> = new Set([
  "html",
  "head",
  "body",
  "script",
  "title",
  "meta",
  "div",
  "p",
  "h1",
]);

/** An SVG picture: an `svg` element, of SVG's namespace where it has a prefix, follows XML's prologue, comments and document type. */
export function isSvg(markup: string): boolean {
  return svgAt(markup, afterLeadIn(markup, afterXmlPart)) === "yes";
}

/** Whether only more of the markup can tell what it is: it ends before its first element, or inside its name or namespaces. */
export function isCutShort(markup: string): boolean {
  const at = afterLeadIn(markup, afterXmlPart);
  if (at >= markup.length) return true;
  if (markup[at] !== "<" || doctypeAt(markup, at)) return false;
  return elementAt(markup, at).end >= markup.length || svgAt(markup, at) === "cut";
}

type Answer = "yes" | "no" | "cut";

function svgAt(markup: string, at: number): Answer {
  const { name, end } = elementAt(markup, at);
  // A beginning that ends in the name says nothing yet.
  if (end >= markup.length) return "no";
  const colon = name.indexOf(":");
  if (name.slice(colon + 1).toLowerCase() !== "svg") return "no";
  if (colon < 0) return "yes";
  const prefix = name.slice(0, colon);
  return PREFIX.test(prefix) ? namesSvg(markup, `xmlns:${prefix}`, end) : "no";
}

/** Whether the attribute of that name, of the element whose attributes begin at `from`, is SVG's namespace. */
function namesSvg(markup: string, attribute: string, from: number): Answer {
  let at = from;
  while (at < markup.length && markup[at] !== ">") {
    const name = taken(ATTRIBUTE, markup, at);
    // Between attributes, and where there is none, one character at a time.
    at = afterSpace(markup, at + Math.max(1, name.length));
    if (name === "" || markup[at] !== "=") continue;
    at = afterSpace(markup, at + 1);
    const quote = markup[at];
    if (quote !== '"' && quote !== "'") continue;
    const end = markup.indexOf(quote, at + 1);
    if (end < 0) return "cut";
    const value = markup.slice(at + 1, end);
    // An entity of the document type, as drawing programs write it.
    if (name === attribute) return value === SVG_NAMESPACE || value.startsWith("&") ? "yes" : "no";
    at = end + 1;
  }
  return at < markup.length ? "no" : "cut";
}

/** A web page: after comments comes HTML's document type or one of the elements that pages begin with. */
export function isHtml(markup: string): boolean {
  const at = afterLeadIn(markup, afterComment);
  const doctype = doctypeAt(markup, at);
  const { name, end } = doctype ?? elementAt(markup, at);
  const isKnown = doctype ? isHtmlName(name) : HTML_ELEMENTS.has(name.toLowerCase());
  return isKnown && end < markup.length && markup[end] !== "/" && markup[end] !== "[";
}

/** A name in the markup and where it ends. */
interface Name {
  readonly name: string;
  readonly end: number;
}

/** Where something that begins at `at` ends: `at` itself where nothing begins there, the text's end where it has no end. */
type After = (markup: string, at: number) => number;

function afterLeadIn(markup: string, afterPart: After): number {
  let at = 0;
  for (;;) {
    const begin = afterSpace(markup, at);
    at = afterPart(markup, begin);
    if (at === begin) return at;
  }
}

function afterComment(markup: string, at: number): number {
  return markup.startsWith("<!--", at) ? endOf(markup, "-->", at + 4) : at;
}

function afterXmlPart(markup: string, at: number): number {
  if (markup.startsWith("<?", at)) return endOf(markup, "?>", at + 2);
  const doctype = doctypeAt(markup, at);
  // The vector picture in a web page is no picture of its own.
  if (doctype) return isHtmlName(doctype.name) ? at : afterDoctype(markup, doctype.end);
  return afterComment(markup, at);
}

/** A document type ends at the first `>` outside quotes, comments and its own brackets. */
function afterDoctype(markup: string, begin: number): number {
  let isInside = false;
  for (let at = begin; at < markup.length; ) {
    const character = markup[at] ?? "";
    if (character === ">" && !isInside) return at + 1;
    if (character === "[" || character === "]") isInside = character === "[";
    if (character === '"' || character === "'") at = endOf(markup, character, at + 1);
    else if (markup.startsWith("<?", at)) at = endOf(markup, "?>", at + 2);
    else at = Math.max(at + 1, afterComment(markup, at));
  }
  return markup.length;
}

function doctypeAt(markup: string, at: number): Name | undefined {
  const { length } = taken(DOCTYPE, markup, at);
  return length === 0 ? undefined : nameAt(markup, at + length);
}

function elementAt(markup: string, at: number): Name {
  return markup[at] === "<" ? nameAt(markup, at + 1) : { name: "", end: markup.length };
}

function nameAt(markup: string, at: number): Name {
  const name = taken(NAME, markup, at);
  return { name, end: at + name.length };
}

function isHtmlName(name: string): boolean {
  return name.toLowerCase() === "html";
}

function afterSpace(markup: string, at: number): number {
  return at + taken(SPACE, markup, at).length;
}

function endOf(markup: string, mark: string, from: number): number {
  const found = markup.indexOf(mark, from);
  return found < 0 ? markup.length : found + mark.length;
}

/** What a sticky pattern matches at `at`. */
function taken(pattern: RegExp, markup: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(markup)?.[0] ?? "";
}
