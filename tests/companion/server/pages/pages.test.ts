import { describe, expect, it } from "vitest";
import { pageFor } from "../../../../companion/server/pages/pages.ts";
import type { LinkState } from "../../../../companion/trust/pairing-links.ts";
import type { CommandPlace } from "../../../../shared/texts/command-place.ts";

const PLACE = { folder: "/opt/page wire", home: "/srv/ada" };

function shown(
  target: string,
  commands: CommandPlace = PLACE,
  state: LinkState = "open",
  isLed = false,
): string {
  const options = { linkState: () => state, version: "1.2.3", commands, isLed };
  return String(pageFor(target, new URLSearchParams(), 8737, options)?.body);
}

describe("the companion's pages", () => {
  it("say commands that work from any folder, for this home", () => {
    const command = "<code>cd '/opt/page wire' &amp;&amp; npx pagewire pair --home /srv/ada</code>";
    expect(shown("/")).toContain(command);
    expect(shown("/pair", PLACE, "used")).toContain(command);
    expect(shown("/pair", PLACE, "expired")).toContain(command);
    expect(shown("/")).toContain("<code>/opt/page wire/.output/chrome-mv3</code>");
  });

  it("never read what a folder is called as markup", () => {
    const folder = `/tmp/<img src=x onerror="a()">&`;
    for (const target of ["/", "/pair"]) {
      expect(shown(target, { folder })).not.toContain("<img src=x");
      expect(shown(target, { folder })).toContain(
        "/tmp/&lt;img src=x onerror=&quot;a()&quot;&gt;&amp;/.output",
      );
    }
  });

  it("have a button that does nothing without the extension, where a link is open", () => {
    expect(shown("/pair", PLACE, "open")).toMatch(/<button type="button" id="pair" disabled>/);
    expect(shown("/pair", PLACE, "open")).toContain('data-link="open">');
    expect(shown("/pair", PLACE, "open", true)).toContain('data-link="open" data-led>');
  });

  it.each(["used", "expired", "unknown"] as const)(
    "have the command for another link in the button's place, where a link is %s",
    (state) => {
      expect(shown("/pair", PLACE, state)).not.toContain("<button");
      expect(shown("/pair", PLACE, state)).toContain("npx pagewire pair");
      expect(shown("/pair", PLACE, state)).toContain(`data-link="${state}"`);
    },
  );

  it("say how the extension is loaded where a link can be used, and only there", () => {
    expect(shown("/pair")).toContain("chrome://extensions");
    expect(shown("/pair", PLACE, "used")).not.toContain("chrome://extensions");
  });

  it("have the mark and the pictures they name, and no script", () => {
    for (const target of ["/", "/pair"]) {
      const names = [...shown(target).matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, name = ""]) => name);
      expect(names.length).toBeGreaterThan(1);
      for (const name of names) expect(shown(name), name).not.toBe("undefined");
      expect(shown(target)).not.toContain("<script");
    }
  });
});
