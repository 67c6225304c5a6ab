/** Files that would run if anything let them: each tries to tell its site so, and to leave a mark on its window. */

import { Buffer } from "node:buffer";

export interface HostileFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** One of each kind; `report` is the address that must never be asked. */
export function hostileFiles(report: string): readonly HostileFile[] {
  const run = (name: string): string =>
    `globalThis.ran=true;document.title="ran";new Image().src="${report}?${name}";fetch("${report}?${name}")`;
  const html = (name: string): string =>
    `<!doctype html><html><head><meta http-equiv="refresh" content="0;url=${report}?${name}-refresh"></head>
<body onload='${run(name)}'><script>${run(name)}</script><img src="${report}?${name}-img" onerror='${run(name)}'>
<iframe src="${report}?${name}-frame"></iframe></body></html>`;
  const xhtml = (name: string): string =>
    `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><script><![CDATA[${run(name)}]]></script>
<img src="${report}?${name}-img"/></body></html>`;
  const svg = (name: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="150"
 onload='${run(name)}'><rect width="200" height="150" fill="teal"/><script><![CDATA[${run(name)}]]></script>
<image href="${report}?${name}-image" width="9" height="9"/><use xlink:href="${report}?${name}-use#x"/>
<style>@import url("${report}?${name}-style"); rect { background: url("${report}?${name}-url") }</style>
<foreignObject width="200" height="150"><body xmlns="http://www.w3.org/1999/xhtml" onload='${run(name)}'>
<img src="${report}?${name}-img" onerror='${run(name)}'/><iframe src="${report}?${name}-frame"></iframe></body></foreignObject>
<a href='javascript:${encodeURIComponent(run(name))}'><text y="80">press</text></a></svg>`;
  const pdf = (name: string): string =>
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL("${report}?${name}"))>>>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
trailer<</Root 1 0 R>>\n%%EOF`;
  const mht = (name: string): string =>
    `MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r
Content-Type: text/html\r\nContent-Location: ${report}\r\n\r\n${html(name)}\r\n--b--\r\n`;
  const xsl = (name: string): string =>
    `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="${report}?${name}-xsl"?><a>${xhtml(name).slice(21)}</a>`;
  const files: Record<string, string> = {
    "page.html": html("html"),
    "page.png": html("png"),
    "page.txt": html("txt"),
    "page.json": html("json"),
    "page.xhtml": xhtml("xhtml"),
    "page.xml": xsl("xml"),
    "drawing.svg": svg("svg"),
    "drawing.png": svg("svg-png"),
    "document.pdf": pdf("pdf"),
    "archive.mht": mht("mht"),
    "archive.mhtml": mht("mhtml"),
    "picture.gif": `GIF89a/*${html("gif")}*/=1;${run("gif-script")}`,
    "script.js": run("js"),
    "page.hta": html("hta"),
    "shortcut.url": `[InternetShortcut]\r\nURL=${report}?url`,
  };
  return Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
}
