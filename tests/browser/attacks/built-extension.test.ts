import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { EXTENSION_DIR } from "../../support/extension-build.ts";

describe("the extension itself", () => {
  it("is built to be reached by nobody else, and to run nothing but its own files", async () => {
    const manifest: Readonly<Record<string, unknown>> = JSON.parse(
      await readFile(path.join(EXTENSION_DIR, "manifest.json"), "utf8"),
    );
    expect(manifest.externally_connectable).toEqual({ ids: [] });
    expect(manifest).not.toHaveProperty("web_accessible_resources");
    expect(manifest).not.toHaveProperty("sandbox");
    expect(manifest.host_permissions).toEqual(["http://127.0.0.1/*"]);
    const { extension_pages: policy = "" } = manifest.content_security_policy as Record<string, string>;
    const rules = new Map(policy.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1)]));
    expect(rules.get("default-src")).toEqual(["'none'"]);
    expect(rules.get("script-src")).toEqual(["'self'"]);
    expect(rules.get("object-src")).toEqual(["'none'"]);
    expect(rules.get("frame-ancestors")).toEqual(["'none'"]);
    for (const name of ["base-uri", "form-action"]) expect(rules.get(name)).toEqual(["'none'"]);
    expect(rules.get("frame-src")).toEqual(["blob:"]);
    const pages = (await readdir(EXTENSION_DIR)).filter((name) => name.endsWith(".html"));
    expect(pages).toContain("confirm.html");
    // A page of ours speaks to this computer or to nobody: only the background reads sites.
    for (const name of pages) {
      const html = await readFile(path.join(EXTENSION_DIR, name), "utf8");
      const [connect, frames] =
        /Content-Security-Policy"\s+content="connect-src ([^"]*)"/.exec(html)?.[1]?.split("; ") ?? [];
      expect([name, connect]).toEqual([
        name,
        expect.stringMatching(
          /^'self'(?: blob:)?(?: data:)?(?: ws:\/\/127\.0\.0\.1:\* http:\/\/127\.0\.0\.1:\*)?$/,
        ),
      ]);
      // Only the viewer has a frame: the browser's own for a PDF.
      expect([name, frames]).toEqual([name, name === "view.html" ? undefined : "frame-src 'none'"]);
    }
  });
});
