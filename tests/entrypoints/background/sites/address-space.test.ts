import { describe, expect, it } from "vitest";
import { isMorePrivate, spaceOf } from "../../../../entrypoints/background/sites/address-space.ts";
import { whyNotRead } from "../../../../entrypoints/background/sites/readable.ts";
import { inEnglish } from "../../../../shared/texts/text.ts";

describe("spaceOf", () => {
  it.each([
    // This computer, however it is written.
    ["http://127.0.0.1/", "loopback"],
    ["http://127.0.0.1:8737/x", "loopback"],
    ["http://127.1/", "loopback"],
    ["http://127.255.255.254/", "loopback"],
    ["http://2130706433/", "loopback"],
    ["http://0x7f000001/", "loopback"],
    ["http://0177.0.0.1/", "loopback"],
    ["http://127.0.0.1./", "loopback"],
    ["http://１２７.0.0.1/", "loopback"],
    ["http://0.0.0.0/", "loopback"],
    ["http://0/", "loopback"],
    ["http://localhost/", "loopback"],
    ["http://LOCALHOST./", "loopback"],
    ["https://app.localhost:3000/", "loopback"],
    ["http://localhost.localdomain/", "loopback"],
    ["http://[::1]/", "loopback"],
    ["http://[::]/", "loopback"],
    ["http://[0:0:0:0:0:0:0:1]/", "loopback"],
    ["http://[::ffff:127.0.0.1]/", "loopback"],
    ["http://[::ffff:7f00:1]/", "loopback"],
    ["http://[::127.0.0.1]/", "loopback"],
    ["http://[64:ff9b::127.0.0.1]/", "loopback"],
    ["http://[2002:7f00:1::]/", "loopback"],
    ["file:///etc/passwd", "loopback"],
    // Inside a network.
    ["http://10.0.0.1/", "private"],
    ["http://10.255.255.255/", "private"],
    ["http://172.16.0.1/", "private"],
    ["http://172.31.255.255/", "private"],
    ["http://192.168.1.1/", "private"],
    ["http://169.254.169.254/latest/meta-data", "private"],
    ["http://100.64.0.1/", "private"],
    ["http://198.18.0.1/", "private"],
    ["http://224.0.0.251/", "private"],
    ["http://255.255.255.255/", "private"],
    ["http://[fc00::1]/", "private"],
    ["http://[fd12:3456::1]/", "private"],
    ["http://[fe80::1]/", "private"],
    ["http://[febf::1]/", "private"],
    ["http://[fec0::1]/", "private"],
    ["http://[ff02::fb]/", "private"],
    ["http://[::ffff:192.168.1.1]/", "private"],
    ["http://[64:ff9b:1::1]/", "private"],
    ["http://[2002:c0a8:101::1]/", "private"],
    ["http://router/", "private"],
    ["http://printer.local/", "private"],
    ["http://nas.LOCAL./", "private"],
    ["http://wiki.internal/", "private"],
    ["http://box.home.arpa/", "private"],
    ["http://nas.lan/", "private"],
    // Everybody's.
    ["http://example.com/", "public"],
    ["https://1.1.1.1/", "public"],
    ["http://126.255.255.255/", "public"],
    ["http://128.0.0.1/", "public"],
    ["http://9.255.255.255/", "public"],
    ["http://11.0.0.0/", "public"],
    ["http://172.15.255.255/", "public"],
    ["http://172.32.0.0/", "public"],
    ["http://192.167.255.255/", "public"],
    ["http://192.169.0.0/", "public"],
    ["http://100.63.255.255/", "public"],
    ["http://100.128.0.0/", "public"],
    ["http://223.255.255.255/", "public"],
    ["http://[2606:4700::1111]/", "public"],
    ["http://[::ffff:8.8.8.8]/", "public"],
    ["http://[2002:808:808::1]/", "public"],
    // Look-alikes.
    ["http://127.0.0.1.example.com/", "public"],
    ["http://localhost.example.com/", "public"],
    ["http://notlocalhost.com/", "public"],
    ["http://mylocal.com/", "public"],
    ["http://10.0.0.1.nip.io/", "public"],
    ["http://127.evil.com/", "public"],
    ["http://user@127.0.0.1@example.com/", "public"],
    // No host is asked.
    ["data:image/png;base64,AA==", undefined],
    ["blob:http://127.0.0.1/1", undefined],
    ["about:blank", undefined],
    ["nonsense", undefined],
    ["", undefined],
  ])("%s is %s", (address, space) => {
    expect(spaceOf(address)).toBe(space);
  });
});

describe("isMorePrivate", () => {
  const PUBLIC = "https://pics.example/";
  const PRIVATE = "http://192.168.1.1/";
  const LOOPBACK = "http://localhost:3000/";
  it.each([
    [PUBLIC, PRIVATE, true],
    [PUBLIC, LOOPBACK, true],
    [PRIVATE, LOOPBACK, true],
    [PUBLIC, "https://cdn.example/", false],
    [PRIVATE, "http://10.0.0.1/", false],
    [LOOPBACK, "http://127.0.0.1:9/", false],
    [PRIVATE, PUBLIC, false],
    [LOOPBACK, PRIVATE, false],
    [LOOPBACK, PUBLIC, false],
    ["data:,x", LOOPBACK, false],
    [PUBLIC, "", false],
  ])("from %s to %s: %s", (from, to, expected) => {
    expect(isMorePrivate(from, to)).toBe(expected);
  });
});

describe("whyNotRead", () => {
  const OWN = 8737;
  it.each([
    ["http://pics.example/a.png", "http://127.0.0.1:9/a.png", "pics.example redirects to 127.0.0.1:9"],
    ["http://pics.example/a.png", "http://192.168.0.1/a.png", "an address of your own network"],
    ["http://nas.local/a.png", "http://[::1]/a.png", "an address of this computer"],
    ["http://127.0.0.1:9/a.png", "http://127.0.0.1:8737/health", "the companion's own"],
    ["http://127.0.0.1:8737/", "http://127.0.0.1:8737/", "the companion's own"],
    ["http://127.0.0.1:8737/pair?link=0", "http://127.0.0.1:8737/pair?link=0", "the companion's own"],
    [
      "http://127.0.0.1:8737/pictures/../health",
      "http://127.0.0.1:8737/pictures/%2e%2e/health",
      "the companion's own",
    ],
    ["http://localhost:8737/x", "http://localhost:8737/x", "the companion's own"],
    ["http://pics.example/a.png", "http://127.0.0.1:8737/pictures/tide.png", "redirects to 127.0.0.1:8737"],
  ])("tells why %s that leads to %s is not read", (first, final, sentence) => {
    const said = whyNotRead(first, final, OWN);
    expect(said && inEnglish(said)).toContain(sentence);
  });

  it.each([
    ["http://127.0.0.1:8737/pictures/tide.png", "http://127.0.0.1:8737/pictures/tide.png", OWN],
    ["http://127.0.0.1:3000/a.png", "http://127.0.0.1:3000/a.png", OWN],
    ["http://127.0.0.1:8737/a.png", "http://127.0.0.1:8737/a.png", undefined],
    ["http://192.168.1.1/a.png", "http://10.0.0.1/a.png", OWN],
    ["http://localhost:3000/a.png", "https://cdn.example/a.png", OWN],
    ["https://pics.example/a.png", "https://cdn.example/a.png", OWN],
    ["http://pics.example:8737/a.png", "http://pics.example:8737/a.png", OWN],
    ["data:image/png,x", "data:image/png,x", OWN],
  ])("lets %s that leads to %s be read", (first, final, port) => {
    expect(whyNotRead(first, final, port)).toBeUndefined();
  });
});
