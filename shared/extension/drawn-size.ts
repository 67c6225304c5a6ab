/** How large an SVG file says to be: of what a site answers, for it to be compared with what the page shows. */

/** Its root is looked for in so much of it. */
const LOOKED_AT_BYTES = 64 * 1024;

export interface DrawnSize {
  readonly width: number;
  readonly height: number;
}

/** Whether a file says to be as large as what a page shows; without a size of its own it has the one that its page gives it. */
export async function isDrawnLike(
  file: Blob,
  { width, height, isScaled }: DrawnSize & { readonly isScaled: boolean },
): Promise<boolean> {
  const size = drawnSize(await file.slice(0, LOOKED_AT_BYTES).text());
  if (!size || isScaled || width === 0) return true;
  return Math.abs(size.width - width) < 1 && Math.abs(size.height - height) < 1;
}

/** In pixels, as its root element writes it; `undefined` where that is not plain numbers, and the page decides. */
export function drawnSize(text: string): DrawnSize | undefined {
  const root = rootOf(text);
  if (root === undefined) return undefined;
  const [width, height] = [lengthOf(root, "width"), lengthOf(root, "height")];
  return width === undefined || height === undefined ? undefined : { width, height };
}

/** The opening tag of the first element named `svg`, with or without a prefix. */
function rootOf(text: string): string | undefined {
  for (let at = text.indexOf("svg"); at >= 0; at = text.indexOf("svg", at + 1)) {
    const open = text.lastIndexOf("<", at);
    const name = text.slice(open + 1, at + "svg".length);
    const isName = open >= 0 && (name === "svg" || name.split(":").at(1) === "svg");
    if (isName && /[\s/>]/.test(text[at + "svg".length] ?? "")) return text.slice(at, endOfTag(text, at));
  }
  return undefined;
}

function endOfTag(text: string, from: number): number {
  const end = text.indexOf(">", from);
  return end < 0 ? text.length : end;
}

function lengthOf(tag: string, name: string): number | undefined {
  const written = tag.replaceAll(/\s/g, " ").replaceAll("'", '"');
  const at = written.indexOf(` ${name}="`);
  if (at < 0) return undefined;
  const start = at + name.length + 3;
  const value = written.slice(start, written.indexOf('"', start));
  const number = Number(value.endsWith("px") ? value.slice(0, -2) : value);
  return value !== "" && Number.isFinite(number) && number > 0 ? number : undefined;
}
