import { expect, it } from "vitest";
import { candidatesOf } from "../../../../entrypoints/page-capture.content/pictures/larger.ts";

it.each([
  ["a.png 1x, b.png 2x", "a.png 1 b.png 2"],
  ["a.png 1x,b.png 2x", "a.png 1 b.png 2"],
  ["a.png 480w,\n  b.png 1024w", "a.png 480 b.png 1024"],
  ["a.png, b.png 2x", "a.png 1 b.png 2"],
  ["/w_1,h_2/a.png 1x,/w_2,h_4/a.png 2x", "/w_1,h_2/a.png 1 /w_2,h_4/a.png 2"],
  ["data:image/gif;base64,R0lGOD 1x, a.png 2x", "data:image/gif;base64,R0lGOD 1 a.png 2"],
  [" ,, ", ""],
  ["", ""],
])("reads the candidates of %j", (srcset, expected) => {
  expect(
    candidatesOf(srcset)
      .map(({ url, size }) => `${url} ${size}`)
      .join(" "),
  ).toBe(expected);
});
