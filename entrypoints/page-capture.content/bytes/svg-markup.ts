/** A drawing in the page's own markup as a file of its own. */

import { addressesIn } from "../pictures/style-addresses.ts";

const SVG_NAMESPACE = "http://www.w3.org/2000/svg";
/** What a page's style can change about a drawing. */
const DRAWN_PROPERTIES = [
  "clip-path",
  "color",
  "display",
  "fill",
  "fill-opacity",
  "fill-rule",
  "font-family",
  "font-size",
  "font-style",
  "font-weight",
  "mask",
  "opacity",
  "stroke",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-opacity",
  "stroke-width",
  "text-anchor",
  "transform",
  "visibility",
] as const;

/** Whether it looks the same without its page: it names no class, no inherited colour, and nothing that is elsewhere. */
export function isPlain(svg: SVGSVGElement): boolean {
  const markup = markupOf(svg);
  if (/\sclass=|currentColor|@import|<foreignObject/i.test(markup)) return false;
  const isWhole = usesOf(svg).every(
    (use) => use !== ELSEWHERE && svg.querySelector(idSelector(use)) !== null,
  );
  return isWhole && !isStyledByPage(svg);
}

/** As it is, with the namespace that a file needs. */
export function markupOf(svg: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(svg);
}

/** Whether all that it draws from is in it, or in this document: a file has nothing of what other addresses hold. */
export function isSelfContained(svg: SVGSVGElement): boolean {
  return !usesOf(svg).includes(ELSEWHERE) && svg.querySelector("foreignObject") === null;
}

/** With what its page's style and the rest of its document give it. */
export function styledMarkupOf(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return markupOf(svg);
  const originals = [svg, ...svg.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((original, index) => {
    const target = copies[index];
    if (!(target instanceof SVGElement)) return;
    const style = getComputedStyle(original);
    for (const property of DRAWN_PROPERTIES)
      target.style.setProperty(property, style.getPropertyValue(property));
  });
  const { width, height } = svg.getBoundingClientRect();
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  copy.setAttribute("width", String(Math.round(width)));
  copy.setAttribute("height", String(Math.round(height)));
  const borrowed = usesOf(svg).flatMap((id) => {
    const target = svg.querySelector(idSelector(id)) ? null : document.getElementById(id);
    return target ? [target.cloneNode(true)] : [];
  });
  if (borrowed.length > 0) {
    const definitions = document.createElementNS(SVG_NAMESPACE, "defs");
    definitions.append(...borrowed);
    copy.prepend(definitions);
  }
  for (const element of [copy, ...copy.querySelectorAll("*")])
    for (const { name } of [...element.attributes]) if (name.startsWith("on")) element.removeAttribute(name);
  for (const script of copy.querySelectorAll("script")) script.remove();
  return markupOf(copy);
}

/** Stands for what is at another address. */
const ELSEWHERE = "";

/** The ids in this document that it draws from, and `ELSEWHERE`. */
function usesOf(svg: SVGSVGElement): string[] {
  const addresses = [svg, ...svg.querySelectorAll("*")].flatMap((element) => {
    const values = [...element.attributes].flatMap(({ localName, value }) => {
      const isTarget = localName === "href" && element.localName !== "a";
      return isTarget ? [value.trim()] : addressesIn(value, 1, true);
    });
    return element.localName === "style"
      ? [...values, ...addressesIn(element.textContent ?? "", 1, true)]
      : values;
  });
  return addresses.flatMap((written) => {
    // The browser writes double quotes in a style; an attribute has what its author wrote.
    const address = written.replaceAll("'", "");
    if (address === "" || address.startsWith("data:")) return [];
    return [address.startsWith("#") ? address.slice(1) || ELSEWHERE : ELSEWHERE];
  });
}

function idSelector(id: string): string {
  return `#${CSS.escape(id)}`;
}

/** Whether an element looks otherwise where no style of the page reaches it. */
function isStyledByPage(svg: SVGSVGElement): boolean {
  const host = document.createElement("div");
  host.style.cssText = "all: initial; position: absolute; visibility: hidden;";
  const root = host.attachShadow({ mode: "closed" });
  const copy = svg.cloneNode(true);
  root.append(copy);
  document.documentElement.append(host);
  try {
    const alone = copy instanceof Element ? [copy, ...copy.querySelectorAll("*")] : [];
    return [svg, ...svg.querySelectorAll("*")].some((element, index) => {
      const other = alone[index];
      if (!other) return true;
      const [here, there] = [getComputedStyle(element), getComputedStyle(other)];
      return ["fill", "stroke", "stroke-width", "opacity", "display", "font-size"].some(
        (property) => here.getPropertyValue(property) !== there.getPropertyValue(property),
      );
    });
  } finally {
    host.remove();
  }
}
