import { describe, expect, it } from "vitest";
import { columnsOf, fitted, printableOn } from "../companion/commands/terminal/printable.ts";
import { markedUrl } from "../companion/files/marks/marked-url.ts";
import { detectType, isText } from "../companion/files/media-type.ts";
import { isForOthers } from "../companion/files/outgoing/helper-files.ts";
import { matchOf } from "../companion/files/received/received-words.ts";
import { coinbase } from "../companion/prices/venues/coinbase.ts";
import { jsonLine } from "../companion/process/json-line.ts";
import { logLine } from "../companion/process/log.ts";
import { decodeBatch } from "../companion/server/longpoll/poll-batch.ts";
import { readJson } from "../entrypoints/view/reading/json-text.ts";
import { readTable, separatorOf } from "../entrypoints/view/reading/table-text.ts";
import { shownName } from "../shared/extension/look/shown-text.ts";
import { boundaryOf, partHead } from "../shared/extension/mhtml/mhtml-head.ts";
import { proposedName } from "../shared/extension/names/file-name.ts";
import { numberedName, safeFileName } from "../shared/naming/file-name.ts";
import { safeFolderName } from "../shared/naming/place.ts";
import { templateFlaw } from "../shared/naming/template.ts";
import { decodeLaneWord } from "../shared/protocol/lane-words.ts";
import { growsTooFast } from "./support/cpu-cost.ts";
import { attackTexts } from "./support/patterns/attack-texts.ts";
import { sourcePatterns } from "./support/patterns/source-patterns.ts";

/** What hostile text is made of: what some reader looks for, again and again. */
const PIECES = [
  ..." .\t\n\0/\\~-_;:='\"<>[](){}?#%&,@!aA0é\u0301\u3000\u00a0\u200b\u200d\u202e\u2800\ufeff\ufffd\ud800",
  ..."🚀🇦",
  "<!---->",
  "<!--",
  "<?xml?>",
  "<?",
  "<!doctype svg [",
  "<!doctype svg>",
  "<p",
  "x:",
  "filename=",
  'filename="',
  "filename*=utf-8''",
  "filename*0*=utf-8''",
  "filename*1=",
  "=?",
  "=?a?q?",
  "=?utf-8?B?YQ==?=",
  "=?gb2312?Q?=D0",
  "?=",
  '\\"',
  "; ",
  ";a=",
  "%41",
  "..",
  "../",
  ". ",
  "A-A",
  "A-",
  ".png",
  "pwt_0",
  "a\u0301",
  "👩\u200d",
  "👩\u200d🚀",
  "\u094d\u200d",
  "❤\ufe0f",
  "[[",
  '{"a":',
] as const;

/** Everything that reads text from outside, each with the worst place that such a text can have there. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  "the type of a file": (text) => detectType(Buffer.from(text)),
  "whether it is text": (text) => isText(Buffer.from(text)),
  "a file's name": (text) => safeFileName(text),
  "a file's name with the ending of its content": (text) => safeFileName(`x${text}.php`, "png"),
  "a name that is taken": (text) => numberedName(text, 2),
  "a name in a watched folder": (text) => isForOthers(text),
  "the name in a header": (text) => proposedName("http://a.test/", text, "file"),
  "the name in a header's quotes": (text) =>
    proposedName("http://a.test/", `attachment; filename="${text}`, "file"),
  "the name in a header, in a page's charset": (text) =>
    proposedName("http://a.test/", `attachment; filename=${text}`, text, "shift_jis"),
  "the name in an address": (text) => proposedName(`http://a.test/${text}`, null, "file"),
  "an address that is marked": (text) => markedUrl(`http://a.test/${text}`),
  "a name in the popup": (text) => shownName(text),
  "a line on a terminal": (text) => printableOn({}, text),
  "how wide a name is": (text) => columnsOf(text),
  "a name that is cut": (text) => fitted(text, 30),
  "a line of JSON": (text) => jsonLine({ text }),
  "a line of the log": (text) => logLine("event", { text }, new Date(0)),
  "an exchange's complaint": (text) => coinbase.parse(JSON.stringify({ type: "error", message: text })),
  "an exchange's frame": (text) => coinbase.parse(text),
  "a lane's word": (text) => quietly(() => decodeLaneWord(text)),
  "a template for names": (text) => templateFlaw(text),
  "a folder's name": (text) => safeFolderName(text),
  "words that are searched for": (text) => matchOf({ words: text }),
  "the head of a page's capture": (text) =>
    boundaryOf(Buffer.from(`Content-Type: multipart/related; ${text}`)),
  "the head of a part of it": (text) =>
    partHead(Buffer.from(`Content-Type: image/png\r\nContent-Location: ${text}`)),
  "a text that may be JSON": (text) => readJson(text),
  "a text that may be a table": (text) => readTable(text, separatorOf(text)),
  "a batch of a long poll": (text) => quietly(() => decodeBatch(Buffer.from(text))),
};

function quietly(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error;
  }
}

describe("what text from outside costs", () => {
  it.each(Object.keys(READERS))("grows no faster than the text: %s", async (name) => {
    const slow: string[] = [];
    for (const piece of PIECES) {
      const found = await growsTooFast((length) =>
        READERS[name]?.(`${piece.repeat(Math.ceil(length / piece.length))}\u0001`),
      );
      if (found) slow.push(`${JSON.stringify(piece)}: ${found}`);
    }
    expect(slow).toEqual([]);
  });

  it("grows no faster than the text for any regular expression of the sources, on texts made of its own pieces", async () => {
    const slow: string[] = [];
    for (const { file, source, flags } of sourcePatterns().patterns) {
      const pattern = new RegExp(source, flags.replace(/[gy]/g, ""));
      for (const text of attackTexts(source, flags)) {
        const found = await growsTooFast((length) => pattern.test(text(length)));
        if (found) slow.push(`${file} /${source}/${flags}: ${found}`);
      }
    }
    expect(slow).toEqual([]);
  });
});
