import { describe, expect, it } from "vitest";
import { ReceivedTable } from "../../../../companion/commands/shown/received-table.ts";
import { columnsOf } from "../../../../companion/commands/terminal/printable.ts";
import type { ReceivedRecord } from "../../../../companion/files/received/received-record.ts";
import { reader } from "../../../support/terminal-reader.ts";

const ID = "0123456789abcdef".repeat(2);
const URL = "https://pictures.example.com/a/b.jpg";
const SOURCE = { url: URL, pageUrl: "https://dunes.example/walk/?day=2", title: "T", alt: null, at: "" };
const RECORD: ReceivedRecord = {
  ...{ id: ID, name: "dunes.jpg", path: "/h/Inbox/dunes.jpg", relativePath: "dunes.jpg", type: "image/jpeg" },
  ...{ bytes: 12_345, sha256: "0", fidelity: "original", receivedAt: "2026-11-03T14:07:00.000Z" },
  sources: [SOURCE],
};

async function shown(columns: number | undefined, record = RECORD): Promise<string[]> {
  const { terminal, lines } = reader(columns);
  const table = new ReceivedTable(terminal, () => [ID]);
  await table.show(record);
  await table.end();
  return lines;
}

describe("received files on a terminal", () => {
  it("have when, size, type, name, page and id, on 80 columns as well", async () => {
    const long = { ...RECORD, relativePath: `${"a very long name ".repeat(5)}.jpg` };
    for (const record of [RECORD, long]) {
      const [titles = "", line = ""] = await shown(80, record);
      expect(titles).toMatch(/^Received +Size +Type +Name +Page +ID$/);
      expect(line).toMatch(/ 12\.3 kB +image\/jpeg +\S.*\.jpg +dunes\.example\S* +01234567$/);
      expect(columnsOf(line)).toBeLessThan(80);
    }
  });

  it("name the file's own address where no page is known", async () => {
    const [, line] = await shown(120, { ...RECORD, sources: [{ ...SOURCE, pageUrl: null }] });
    expect(line).toContain(" pictures.example.com/a/b.jpg ");
  });

  it("are the whole path and the file's address for another program", async () => {
    expect((await shown(undefined))[0]).toMatch(
      /^\S+ \S+ {2}12\.3 kB {2}\/h\/Inbox\/dunes\.jpg {2}https:\/\/pictures\S+$/,
    );
  });
});
