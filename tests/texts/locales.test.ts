import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { LANGUAGE_TAGS } from "../../shared/texts/language-tags.ts";

const LOCALES = path.resolve(import.meta.dirname, "../../public/_locales");
/** What the Chrome Web Store takes: https://developer.chrome.com/docs/extensions/reference/manifest/description */
const MOST_CHARACTERS = 132;

function messagesOf(folder: string): Record<string, { readonly message: string }> {
  return JSON.parse(readFileSync(path.join(LOCALES, folder, "messages.json"), "utf8"));
}

describe("what the browser itself shows", () => {
  const folders = readdirSync(LOCALES);

  it("is there in every language that is spoken", () => {
    const tags = folders.map((folder) => folder.split("_")[0]);
    expect(tags.sort()).toEqual([...LANGUAGE_TAGS].sort());
  });

  it.each(folders)("says the same in %s, and fits", (folder) => {
    const messages = messagesOf(folder);
    expect(Object.keys(messages)).toEqual(Object.keys(messagesOf("en")));
    expect(Object.values(messages).filter(({ message }) => message.trim() === "")).toEqual([]);
    expect(messages.description?.message.length).toBeLessThanOrEqual(MOST_CHARACTERS);
  });
});
