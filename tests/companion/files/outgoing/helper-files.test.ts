import { describe, expect, it } from "vitest";
import {
  helperReason,
  isForOthers,
  unfinishedBeside,
} from "../../../../companion/files/outgoing/helper-files.ts";

const HELPERS =
  `a.iso.aria2 b.mkv.!qB note.txt.crswap v.mp4.part-Frag3 v.mp4.part-Frag3.part v.mp4.ytdl v.temp.mp4 Thumbs.db
  ehthumbs.db desktop.ini x.part x.crdownload x.opdownload film.!ut film.bc! a.xltd a.mp4.td a.tmp x.filepart 001.part.met
  a.lftp-pget-status a.iso.st .DS_Store ._x .~lock.x.odt# ~$x.docx ~WRL0001.tmp #notes.txt# notes.txt~ .notes.txt.swp notes.swp
  x.kate-swp ~syncthing~a.txt.tmp file.txt___jb_tmp___ $RECYCLE.BIN @eaDir a.docx.sb-1a2b3c4d-AbCdEf`.split(
    /\s+/,
  );
const FILES =
  `a.iso report.pdf note.txt party.mp3 department.txt track.gpx model.st types.td code.c 4913 Icon photo(1).jpg
  c#.md temp.txt tmp.csv desktop.initial thumbs.dbx mypart a.sb-short x.7z x.001 x.bak`.split(/\s+/);

describe("what programs keep for themselves", () => {
  it.each(HELPERS)("%s is left alone", (name) => expect(isForOthers(name)).toBe(false));
  it.each(FILES)("%s is a file for others", (name) => expect(isForOthers(name)).toBe(true));

  it("is what the settings add, too", () => {
    expect(helperReason("x.bak", ["*.bak"])).toEqual({
      code: "passed.configured",
      parameters: { pattern: "*.bak" },
    });
    expect(helperReason("x.txt", ["*.bak"])).toBeUndefined();
  });

  it("says that the file beside it is not whole", () => {
    const names = new Set(["a.iso", "a.iso.aria2", "b.mkv", "b.mkv.!qB", "c.txt"]);
    const beside = (name: string) => unfinishedBeside(name, (other) => names.has(other));
    expect(["a.iso", "b.mkv", "c.txt"].map(beside)).toEqual(["a.iso.aria2", "b.mkv.!qB", undefined]);
  });
});
