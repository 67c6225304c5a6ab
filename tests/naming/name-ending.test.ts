import { describe, expect, it } from "vitest";
import { safeFileName } from "../../shared/naming/file-name.ts";
import { endingMayStay } from "../../shared/naming/name-ending.ts";

describe("the ending that was proposed", () => {
  it.each([
    ["gz", "pagewire-1.2.tar.gz x.tgz drawing.svgz track.gpx.gz disk.img.gz sheet.gnumeric"],
    ["tar.gz", "pagewire-1.2.tar.gz x.tgz"],
    ["bz2", "a.tar.bz2 a.tbz2"],
    ["xz", "a.tar.xz a.txz"],
    ["zst", "a.pkg.tar.zst"],
    ["tar", "a.tar a.ova"],
    ["cfb", "report.doc mail.msg sheet.xls slides.ppt setup.msi Thumbs.db drawing.vsd"],
    [
      "elf",
      "Tool.AppImage libc.so setup.run firmware.bin module.ko libfoo.so.6 libfoo.so.1.2.3 jq-linux-amd64 tool.amd64 busybox.armv7 tool tool-1.2",
    ],
    ["macho", "tool tool.arm64 lib.dylib libfoo.1.dylib plugin.so jq-macos-arm64"],
    [
      "xml",
      "track.gpx map.kml data.plist feed.rss feed.atom page.xhtml page.html page.htm drawing.svg qt.ts style.xsl notes.txt flat.fodt",
    ],
    [
      "zip",
      "comic.cbz a.docx a.xlsx a.odt a.jar a.apk a.epub a.kmz a.whl a.vsix a.3mf comic.cbr a.zip.001 firmware.bin",
    ],
    ["docx", "a.docx a.zip a.dotx"],
    ["jar", "a.jar a.war a.zip"],
    ["mts", "clip.ts clip.m2ts clip.mts"],
    ["png", "sticker.png sticker.apng"],
    ["apng", "sticker.png sticker.apng"],
    ["heic", "a.heic a.heif a.hif"],
    ["heif", "a.heic a.heif"],
    ["avif", "a.avif"],
    ["jpg", "a.jpg a.jpeg a.jpe a.jfif a.JPG"],
    ["tif", "a.tif a.tiff a.nef"],
    ["mp4", "a.mp4 a.m4v a.mov a.m4a"],
    ["webm", "a.webm a.mkv"],
    ["ogg", "a.ogg a.oga a.opus"],
    [
      "html",
      "a.html a.htm a.xhtml a.shtml feed.xml readme.md NOTES.MD post.markdown page.mdx App.svelte template.vue index.astro view.hbs " +
        "show.html.erb index.html.j2 mail.twig page.liquid list.mustache Index.cshtml base.tmpl page.html.bak guide.adoc",
    ],
    ["svg", "Icon.svelte icon.vue readme.md icon.svg.erb"],
    ["rtf", "a.rtf a.doc"],
    ["pdf", "a.pdf drawing.ai"],
    ["sqlite", "a.db a.sqlite3 a.gpkg"],
    ["exe", "setup.exe library.dll"],
    ["7z", "a.7z a.cb7"],
    ["ics", "a.ics a.ical a.txt"],
  ])("stays with content of the kind %s: %s", (content, names) => {
    for (const name of names.split(" ")) expect(safeFileName(name, content)).toBe(name);
  });

  it.each([
    ["photo.jpg", "png", "photo.png"],
    ["sticker.gif", "apng", "sticker.apng"],
    ["scan.tif", "webp", "scan.webp"],
    ["picture.php", "webp", "picture.webp"],
    ["p.heic", "avif", "p.avif"],
    ["photo.svg", "png", "photo.png"],
    ["photo.png", "svg", "photo.svg"],
    ["drawing.xml", "svg", "drawing.svg"],
    ["photo.jpg", "exe", "photo.exe"],
    ["photo.jpg", "elf", "photo.elf"],
    ["photo.jpg", "cfb", "photo.cfb"],
    ["photo.jpg", "zip", "photo.zip"],
    ["photo.jpg", "gz", "photo.gz"],
    ["photo.png", "html", "photo.html"],
    ["download.php", "zip", "download.zip"],
    ["setup.exe", "zip", "setup.zip"],
    ["notes.txt", "zip", "notes.zip"],
    ["page.hta", "xml", "page.xml"],
    ["song.mp3", "m4a", "song.m4a"],
    ["clip.ts", "zip", "clip.zip"],
    ["a.tar.gz", "png", "a.png"],
    ["table.xls", "html", "table.html"],
    ["release-1.2", "zip", "release-1.2.zip"],
    ["photo-1.2", "png", "photo-1.2.png"],
    ["IMG.2024", "jpg", "IMG.2024.jpg"],
    ["backup", "tar.gz", "backup.tar.gz"],
    ["tool.exe", "elf", "tool.elf"],
    ["tool.txt", "elf", "tool.elf"],
    ["tool.tar.gz", "elf", "tool.elf"],
    ["report.docx", "macho", "report.macho"],
    ["tool", "exe", "tool.exe"],
    ["photo.jpg", "html", "photo.html"],
    ["photo.jpg", "xml", "photo.xml"],
    ["photo", "html", "photo.html"],
    ["song.mp3", "html", "song.html"],
    ["download.php", "html", "download.html"],
    ["page.hta", "html", "page.html"],
    ["notes.txt", "html", "notes.html"],
    ["App.svelte", "png", "App.png"],
    ["a.constructor", "png", "a.png"],
    ["a.png", "constructor", "a.constructor"],
  ])("gives way where it is of another kind: %s of %s becomes %s", (proposed, content, name) => {
    expect(safeFileName(proposed, content)).toBe(name);
  });

  it.each([
    ["html", /^(?:html?|xhtml|xht)$/],
    ["svg", /^svg$/],
    ["exe", /^(?:exe|dll|sys|efi|ocx|drv|mui|node|pyd)$/],
    ["elf", /^(?:elf|appimage|run|so|ko|o|out|axf|prx|bin|node)$/],
    ["lnk", /^lnk$/],
    ["reg", /^reg$/],
    // What is text may be called so, and these endings say of no content what it is.
    ["xml", /^(?:svg|html?|xhtml|xht|txt|o|out|bin)$/],
    ["zip", /^(?:o|out|bin)$/],
  ])("never makes something else of %s that runs or shows", (content, own) => {
    const others =
      "html htm xhtml xht svg exe dll scr com pif cpl bat cmd ps1 vbs js wsf hta msc url lnk reg desktop sh py php jpg png gif mp4 pdf txt" +
      " elf appimage run so ko o out axf prx bin node sys efi ocx drv mui pyd msi chm jse class swf application appinstaller jnlp inetloc";
    for (const ending of others.split(" ").filter((other) => !own.test(other)))
      for (const spelled of [ending, ending.toUpperCase()])
        expect(endingMayStay(`.${spelled}`, content), spelled).toBe(false);
  });
});
