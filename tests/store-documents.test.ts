/** What the stores are given against what the extension is: every permission has its reason, every language its text. */

import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { LANGUAGE_TAGS } from "../shared/texts/language-tags.ts";
import config from "../wxt.config.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const STORE = path.join(ROOT, "docs/store");
/** What a build adds for a page that the browser shows beside the others. */
const ADDED_BY_THE_BUILD = ["sidePanel"];

function permissionsAsked(): { readonly required: string[]; readonly optional: string[] } {
  if (typeof config.manifest !== "function") throw new Error("the manifest is no function any more");
  const manifest: unknown = config.manifest({
    browser: "chrome",
    manifestVersion: 3,
    mode: "production",
    command: "build",
  });
  const list = (key: string): string[] => {
    const found: unknown = Object.getOwnPropertyDescriptor(manifest, key)?.value;
    return Array.isArray(found) ? found.map(String) : [];
  };
  return {
    required: [...list("permissions"), ...ADDED_BY_THE_BUILD, ...list("host_permissions")],
    optional: [...list("optional_permissions"), ...list("optional_host_permissions")],
  };
}

/** The first column of each table of a document, without its backquotes. */
function tablesOf(file: string): string[][] {
  const blocks = readFileSync(path.join(STORE, file), "utf8").split(/\n\n/);
  return blocks
    .filter((block) => block.startsWith("|"))
    .map((block) =>
      block
        .trim()
        .split("\n")
        .slice(2)
        .map((line) => (line.split("|")[1] ?? "").trim().replaceAll("`", "")),
    );
}

describe("what the stores are given", () => {
  it("justifies every permission that is asked for, and no other", () => {
    const [required, optional] = tablesOf("permissions.md");
    const asked = permissionsAsked();
    expect(required?.sort()).toEqual(asked.required.sort());
    expect(optional?.sort()).toEqual(asked.optional.sort());
  });

  it.each(LANGUAGE_TAGS)("says in %s what the manifest says, and has its pictures", (tag) => {
    const text = readFileSync(path.join(STORE, "texts", `${tag}.md`), "utf8");
    const locale = tag === "zh" ? "zh_CN" : tag;
    const messages: unknown = JSON.parse(
      readFileSync(path.join(ROOT, "public/_locales", locale, "messages.json"), "utf8"),
    );
    expect(messages).toMatchObject({
      description: { message: text.split("## Summary\n\n")[1]?.split("\n")[0] },
    });
    const pictures = [...text.matchAll(/`([a-z]+-[a-z]+\.png)`/g)].map(([, name = ""]) => name);
    expect(pictures).toHaveLength(3);
    expect(pictures.filter((name) => !existsSync(path.join(STORE, "screenshots", name)))).toEqual([]);
  });
});
