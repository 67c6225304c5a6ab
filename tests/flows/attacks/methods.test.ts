import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AttackedCompanion, openAttackedCompanion } from "../../support/attacked-companion.ts";
import { pairBy } from "../../support/node-browser.ts";
import { head, rawRequest } from "../../support/raw-request.ts";

let attacked: AttackedCompanion;
beforeAll(async () => {
  attacked = await openAttackedCompanion();
});
afterAll(() => attacked?.close());

const host = (): string => `Host: 127.0.0.1:${attacked.port}`;

const METHODS = ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "PURGE", "QUERY"];
const PATHS = [
  "/",
  "/health",
  "/pair",
  "/pictures/tide.png",
  "/prove",
  "/raw",
  "/socket/websocket?vsn=2.0.0",
  "/nowhere",
];
const CROSS_SITE = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"];

describe("a method that changes things", () => {
  const answers = new Set<string>();
  it.each(METHODS.flatMap((method) => PATHS.map((path) => [method, path] as const)))(
    "%s %s is refused with the same bytes as everything else",
    async (method, path) => {
      const plain = await rawRequest(attacked.port, head([`${method} ${path} HTTP/1.1`, host()]));
      const withBody = await rawRequest(
        attacked.port,
        `${head([`${method} ${path} HTTP/1.1`, host(), "Origin: https://evil.test", "Content-Type: text/plain", "Content-Length: 13"])}{"type":"hi"}\n`,
      );
      answers.add(plain).add(withBody);
      expect(plain).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
      expect(plain.toLowerCase()).not.toContain("access-control");
      expect(answers.size).toBe(1);
      await attacked.unharmed(plain, withBody);
    },
  );
});

describe("a page that loads from here in the background", () => {
  it.each(
    ["/", "/health", "/pair", "/pictures/tide.png", "/prove", "/raw", "/nowhere"].flatMap((path) => [
      [path, "an image", [...CROSS_SITE, "Sec-Fetch-Dest: image"]] as const,
      [path, "a script", [...CROSS_SITE, "Sec-Fetch-Dest: script"]] as const,
      [
        path,
        "a fetch",
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors", "Origin: https://evil.test"],
      ] as const,
      [path, "another port's fetch", ["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors"]] as const,
    ]),
  )("is told nothing of %s: %s", async (path, _, lines) => {
    const told = await rawRequest(attacked.port, head([`GET ${path} HTTP/1.1`, host(), ...lines]));
    expect(told).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
    expect(told.toLowerCase()).not.toContain("access-control");
    await attacked.unharmed(told);
  });
});

describe("a question before the question", () => {
  it.each([
    ["a preflight of a page", ["Origin: https://evil.test", "Access-Control-Request-Method: POST"]],
    [
      "a preflight that asks for the private network",
      [
        "Origin: https://evil.test",
        "Access-Control-Request-Method: GET",
        "Access-Control-Request-Private-Network: true",
      ],
    ],
    [
      "a preflight that asks for headers",
      [
        "Origin: https://evil.test",
        "Access-Control-Request-Method: GET",
        "Access-Control-Request-Headers: x-phoenix-authtoken",
      ],
    ],
  ])("is refused without any header of CORS: %s", async (_, lines) => {
    for (const path of [...PATHS, "/socket/longpoll?vsn=2.0.0"]) {
      const told = await rawRequest(attacked.port, head([`OPTIONS ${path} HTTP/1.1`, host(), ...lines]));
      expect(told, path).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
      expect(told.toLowerCase()).not.toContain("access-control");
      await attacked.unharmed(told);
    }
  });

  it.each(["100-continue", "200-ok", "100-continue, evil"])(
    "is not answered before the door is: Expect: %s",
    async (expectation) => {
      const told = await rawRequest(
        attacked.port,
        head(["POST /health HTTP/1.1", host(), `Expect: ${expectation}`, "Content-Length: 1"]),
      );
      expect(told).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
      await attacked.unharmed(told);
    },
  );
});

describe("the page behind a pairing link", () => {
  it("does not use the link up, however often it is fetched or prefetched", async () => {
    const { pairUrl } = await attacked.newLink();
    const { pathname, search } = new URL(pairUrl);
    const told = [];
    for (const lines of [
      [],
      ["Sec-Purpose: prefetch"],
      ["Purpose: prefetch", "X-Moz: prefetch"],
      ["Range: bytes=0-1"],
    ]) {
      for (const method of ["GET", "HEAD"]) {
        told.push(
          await rawRequest(
            attacked.port,
            head([`${method} ${pathname}${search} HTTP/1.1`, host(), ...lines]),
          ),
        );
      }
    }
    expect(told[0]).toContain('data-link="open"');
    await attacked.unharmed(...told);
    const browser = await pairBy(pairUrl, "Paired behind a prefetch");
    expect(browser.clientId).toMatch(/^[0-9a-f]{32}$/);
    await attacked.rememberClients();
  });

  it.each([
    "<script>alert(1)</script>",
    "%3Cscript%3E",
    '"><img src=x onerror=alert(1)>',
    "../../etc/passwd",
    "\u202e",
    "a".repeat(4_000),
  ])("echoes nothing of a link that is none: %j", async (link) => {
    const target = `/pair?link=${encodeURIComponent(link)}`;
    const told = await rawRequest(attacked.port, head([`GET ${target} HTTP/1.1`, host()]));
    expect(told).toContain('data-link="unknown"');
    expect(told).not.toContain("alert(1)");
    expect(told).not.toContain("aaaaaaaa");
    await attacked.unharmed(told);
  });

  it.each([
    "/../../../etc/passwd",
    "/pictures/../../../package.json",
    "/pictures/%2e%2e/pages.ts",
    "/pictures/..%2f..%2fpages.ts",
    "/.state/keys.json",
    "/Inbox/kept.txt",
    "/pictures/",
    "/pictures/tide.png/..",
    "/health/",
    "/%00",
  ])("no path leads to a file of the computer: %s", async (target) => {
    const told = await rawRequest(attacked.port, head([`GET ${target} HTTP/1.1`, host()]));
    expect(told).toMatch(/^HTTP\/1\.1 40[34] /);
    await attacked.unharmed(told);
  });
});
