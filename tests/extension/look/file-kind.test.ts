import { describe, expect, it } from "vitest";
import { endingOf, kindOf, kindWord } from "../../../shared/extension/look/file-kind.ts";

describe("the kind of a file", () => {
  it.each([
    ["image/png", "a.png", "PNG image", "picture"],
    ["image/svg+xml", "a.svg", "SVG image", "drawing"],
    ["image/heic", "a.heic", "HEIC image", "card"],
    ["video/quicktime", "a.mov", "QuickTime video", "video"],
    ["video/x-matroska", "a.mkv", "Matroska video", "video"],
    ["audio/mpeg", "a.mp3", "MP3 audio", "sound"],
    ["application/pdf", "a.pdf", "PDF document", "pdf"],
    ["text/plain", "a.csv", "CSV table", "table"],
    ["text/plain", "a.json", "JSON data", "json"],
    ["text/plain", "a.py", "Python code", "code"],
    ["text/plain", "a.md", "Markdown text", "text"],
    ["text/plain", "README", "Text", "text"],
    ["text/html", "a.html", "Web page", "code"],
    ["application/xml", "a.xml", "XML data", "code"],
    ["application/octet-stream", "utf-16.txt", "Text", "text"],
    ["application/octet-stream", "a.parquet", "PARQUET file", "card"],
    ["application/octet-stream", "README", "File", "card"],
    ["application/zip", "a.zip", "Zip archive", "card"],
    ["application/zip", "a.docx", "Word document", "card"],
    ["", "", "File", "card"],
  ])("of %s called %s is %s, shown as %s", (mediaType, name, word, showing) => {
    expect(kindWord({ mediaType, name })).toBe(word);
    expect(kindOf({ mediaType, name }).showing).toBe(showing);
  });

  it.each([
    ["text/html", "a.png"],
    ["text/plain", "a.svg"],
    ["application/octet-stream", "a.mp4"],
    ["text/html", "a.pdf"],
  ])("is never made a picture, a film or a document of by its ending: %s called %s", (mediaType, name) => {
    expect(["text", "code", "card"]).toContain(kindOf({ mediaType, name }).showing);
  });

  it.each([
    ["a.PNG", "png"],
    ["a.tar.gz", "gz"],
    [".profile", ""],
    ["no ending", ""],
    ["a.what is this", ""],
    [`a.${"x".repeat(11)}`, ""],
    ["", ""],
  ])("has the ending of its name: %s", (name, ending) => {
    expect(endingOf(name)).toBe(ending);
  });
});
