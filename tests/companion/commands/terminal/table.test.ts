import { describe, expect, it } from "vitest";
import { columnsOf } from "../../../../companion/commands/terminal/printable.ts";
import { type Column, Table } from "../../../../companion/commands/terminal/table.ts";
import { reader } from "../../../support/terminal-reader.ts";

const COLUMNS: readonly Column[] = [
  { title: "When" },
  { title: "Size", isAtEnd: true },
  { title: "Name", cut: "middle" },
  { title: "From", cut: "end", spare: 2 },
  { title: "ID", spare: 1 },
];
const ROWS = [
  ["now", "12.3 kB", "dunes.jpg", "pictures.example.com", "01234567"],
  ["yesterday 14:07", "3 B", "a very long name of a file that goes on (2).png", "a.test", "89abcdef"],
];

async function shown(rows: readonly string[][], columns?: number): Promise<string[]> {
  const { terminal, lines } = reader(columns);
  const table = new Table(terminal, COLUMNS);
  for (const row of rows) await table.row({}, row);
  await table.end();
  return lines;
}

describe("a table", () => {
  it("has titles and aligned columns on a terminal", async () => {
    expect(await shown(ROWS, 120)).toEqual([
      "When                Size  Name                                             From                  ID",
      "now              12.3 kB  dunes.jpg                                        pictures.example.com  01234567",
      "yesterday 14:07      3 B  a very long name of a file that goes on (2).png  a.test                89abcdef",
    ]);
  });

  it.each([20, 30, 40, 50, 60, 70, 80, 100, 200])(
    "is narrower than %i columns, or says the least",
    async (width) => {
      const lines = await shown(ROWS, width);
      // When, size and so much of the name as tells it from others.
      const least = "yesterday 14:07".length + "12.3 kB".length + 12 + 2 * 2;
      for (const line of lines) expect(columnsOf(line)).toBeLessThan(Math.max(width, least + 1));
      expect(lines.at(-1)).toMatch(/\.png|\(2\)\.png/);
    },
  );

  it("leaves out what can be done without before a name says nothing", async () => {
    expect(await shown(ROWS, 60)).toEqual(
      [
        "When                Size  Name                   ID",
        "now              12.3 kB  dunes.jpg              01234567",
        "yesterday 14:07      3 B  a very long… (2).png   89abcdef",
      ].map((line) =>
        expect.stringMatching(new RegExp(`^${line.slice(0, 26).replaceAll(/[.()]/g, "\\$&")}`)),
      ),
    );
    expect((await shown(ROWS, 60))[0]).not.toContain("From");
    expect((await shown(ROWS, 44))[0]).not.toContain("ID");
  });

  it("counts characters of two columns as two", async () => {
    const wide = ["now", "1 B", "写真.png", "a.test", "01234567"];
    const [, first = "", second = ""] = await shown(
      [wide, ["now", "1 B", "12345678", "b.test", "01234567"]],
      100,
    );
    expect(columnsOf(first.slice(0, first.indexOf("a.test")))).toBe(second.indexOf("b.test"));
  });

  it("shows nothing raw, and measures what it shows", async () => {
    const hostile = ["now", "1 B", "x\u202Egnp.\u001b[2J\n.exe", "a.test", "01234567"];
    const [, line = ""] = await shown([hostile], 100);
    expect(line).toContain("x\uFFFDgnp.\uFFFD[2J\uFFFD.exe  a.test");
  });

  it("is whole for another program, without titles", async () => {
    const long = `${"x".repeat(300)}.png`;
    const lines = await shown([...ROWS, ["now", "1 B", long, "a.test", "f"]]);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain(`${long}  a.test`);
    // One long name pushes the others' columns only so far.
    expect(lines[0]?.length).toBeLessThan(150);
  });

  it("shows a long list while it comes, and what follows at once", async () => {
    const { terminal, lines } = reader(80);
    const table = new Table(terminal, COLUMNS);
    for (let count = 0; count < 255; count += 1) await table.row({}, ROWS[0] ?? []);
    expect(lines).toEqual([]);
    await table.row({}, ROWS[0] ?? []);
    expect(lines).toHaveLength(257);
    await table.row({}, ROWS[1] ?? []);
    expect(lines).toHaveLength(258);
    await table.end();
    expect(lines).toHaveLength(258);
  });

  it("is objects and nothing else with --json, each at once", async () => {
    const { terminal, lines } = reader(80, true);
    await new Table(terminal, COLUMNS).row({ id: "1" }, ROWS[0] ?? []);
    expect(lines).toEqual([`{"id":"1"}`]);
  });
});
