import { describe, expect, it } from "vitest";
import { drawnSize } from "../../shared/extension/drawn-size.ts";

const SVG = 'xmlns="http://www.w3.org/2000/svg"';

describe("the size that an SVG says to have", () => {
  it.each([
    [`<svg ${SVG} width="9" height="8"><path/></svg>`, { width: 9, height: 8 }],
    [`<svg ${SVG} height='8px' width='9.5px'/>`, { width: 9.5, height: 8 }],
    [
      `<?xml version="1.0"?><!-- an svg --><ns0:svg xmlns:ns0="x"\n width="3"\theight="4">`,
      { width: 3, height: 4 },
    ],
    [`<svg ${SVG} viewBox="0 0 9 8">`, undefined],
    [`<svg ${SVG} width="100%" height="8">`, undefined],
    [`<svg ${SVG} width="2em" height="8">`, undefined],
    [`<svg ${SVG} stroke-width="2" height="8">`, undefined],
    [`<svg ${SVG} width="0" height="8">`, undefined],
    [`<svg ${SVG} width="9`, undefined],
    ["<html><body>an svg</body></html>", undefined],
    ["", undefined],
  ])("%s", (text, size) => {
    expect(drawnSize(text)).toEqual(size);
  });
});
