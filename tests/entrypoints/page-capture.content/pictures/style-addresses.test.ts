import { describe, expect, it } from "vitest";
import { addressesIn } from "../../../../entrypoints/page-capture.content/pictures/style-addresses.ts";

describe("the addresses in a computed style", () => {
  it.each<[string, string[]]>([
    ["none", []],
    ['url("http://a.test/x.png")', ["http://a.test/x.png"]],
    ["url(http://a.test/x.png)", ["http://a.test/x.png"]],
    ['linear-gradient(rgb(0, 0, 0), rgb(1, 1, 1)), url("a.png"), url("b.png")', ["a.png", "b.png"]],
    ['url("#mask")', []],
    ['url("a\\"b\\\\c.png")', ['a"b\\c.png']],
    ['url("a) url(b.png")', ["a) url(b.png"]],
    ['image-set(url("one.png") 1dppx, url("two.png") 2dppx)', ["one.png"]],
    [
      'image-set(url("two.avif") 2dppx type("image/avif"), url("one.png") 1dppx type("image/png")), url("under.png")',
      ["one.png", "under.png"],
    ],
    ['image-set(url("two.png") 2dppx)', ["two.png"]],
    ['cross-fade(url("a.png") 40%, url("b.png"))', ["a.png", "b.png"]],
    ['"text" url("after.png")', ["after.png"]],
    ['url("open', ["open"]],
    ["url(", []],
    ["image-set(", []],
  ])("%s", (value, expected) => {
    expect(addressesIn(value, 1)).toEqual(expected);
  });

  it("are of the image set's candidate for the screen", () => {
    const value = 'image-set(url("one.png") 1dppx, url("two.png") 2dppx, url("three.png") 3dppx)';
    expect([0.5, 1, 1.5, 2, 4].map((scale) => addressesIn(value, scale)[0])).toEqual([
      "one.png",
      "one.png",
      "two.png",
      "two.png",
      "three.png",
    ]);
  });
});
