/** Compares what came of a click with what must come of it: each complaint is one line. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import sharp from "sharp";
import { type Expected, HELD, type Labelled, type Original } from "./page-case.ts";
import type { Clicked, Outcome } from "./run-case.ts";

type Saved = Extract<Outcome, { kind: "saved" }>;

/** What is not as it must be; nothing where all is. */
export async function complaintsOf(clicked: Clicked, expected: Expected): Promise<string[]> {
  if ("oneOf" in expected) {
    const all = await Promise.all(expected.oneOf.map((one) => complaintsOf(clicked, one)));
    return all.some((complaints) => complaints.length === 0) ? [] : all.flat();
  }
  const { outcome } = clicked;
  if ("noItem" in expected) return outcome.kind === "no item" && outcome.items === 0 ? [] : [told(outcome)];
  if ("sentence" in expected) {
    const isSaid = outcome.kind === "said" && expected.sentence.test(outcome.sentence);
    return isSaid ? [] : [`${told(outcome)}, not a sentence like ${expected.sentence}`];
  }
  if (outcome.kind !== "saved") return [told(outcome)];
  return "original" in expected
    ? await aboutOriginal(clicked, outcome, expected)
    : await aboutLabelled(clicked, outcome, expected);
}

async function aboutOriginal(
  { shown, orShown, requests }: Clicked,
  saved: Saved,
  expected: Original,
): Promise<string[]> {
  const { record } = saved;
  const how = expected.how ?? HELD;
  const onDisk = createHash("sha256")
    .update(await readFile(saved.path))
    .digest("hex");
  const second = requests.map(({ host, path }) => `${host}${path}`);
  return [
    differs("fidelity", record.fidelity, ["original"]),
    differs(
      "sha256",
      record.sha256,
      [shown?.sha256 ?? "of a picture", orShown?.sha256 ?? ""].filter(Boolean),
    ),
    differs("sha256 on the disk", onDisk, [record.sha256]),
    ...aboutRecord(saved, { ...expected, how }),
    aboutName(record.name, expected.name),
    keepsOut(JSON.stringify(record), expected.keepsOut),
    how.every((word) => HELD.includes(word)) && second.length > 0 ? `asked again: ${second.join(", ")}` : "",
  ].filter(Boolean);
}

async function aboutLabelled(clicked: Clicked, saved: Saved, expected: Labelled): Promise<string[]> {
  const complaints = [
    differs("fidelity", saved.record.fidelity, expected.label),
    ...aboutRecord(saved, expected),
  ].filter(Boolean);
  if (expected.size || expected.alike) {
    const { width, height } = await sizeOf(saved.path);
    const shown = expected.alike && clicked.shown;
    const wanted = shown ? await sharp(shown.bytes).metadata() : undefined;
    const [wide, high] = expected.size ?? [wanted?.width, wanted?.height];
    if (width !== wide || height !== high) complaints.push(`${width} × ${height}, not ${wide} × ${high}`);
    else if (shown) complaints.push(...(await aboutPixels(saved.path, shown.bytes)));
  }
  return complaints;
}

/** The size of what may be no picture at all. */
async function sizeOf(path: string): Promise<{ readonly width?: number; readonly height?: number }> {
  return await sharp(await readFile(path))
    .metadata()
    .catch(() => ({}));
}

/** Noise that was scaled or moved by half a pixel differs by tens. */
const MAX_MEAN_DIFFERENCE = 6;

async function aboutPixels(path: string, wanted: Buffer): Promise<string[]> {
  const [one, other] = await Promise.all(
    [await readFile(path), wanted].map((source) =>
      sharp(source).removeAlpha().toColourspace("srgb").raw().toBuffer(),
    ),
  );
  if (one?.length !== other?.length) return [`${one?.length} values, not ${other?.length}`];
  let sum = 0;
  for (const [index, value] of (one ?? Buffer.of()).entries()) sum += Math.abs(value - (other?.[index] ?? 0));
  const mean = sum / (one?.length ?? 1);
  return mean <= MAX_MEAN_DIFFERENCE ? [] : [`its pixels differ by ${mean.toFixed(1)} on average`];
}

function aboutRecord(
  { record }: Saved,
  { how, type, alt }: Pick<Labelled, "how" | "type" | "alt">,
): string[] {
  return [
    how ? differs("how", record.how, how) : "",
    type === undefined ? "" : differs("type", record.type, [type]),
    alt === undefined ? "" : differs("alt", record.sources[0]?.alt ?? undefined, [alt]),
  ];
}

function aboutName(is: string, wanted: string | RegExp | undefined): string {
  if (wanted instanceof RegExp) return wanted.test(is) ? "" : `name: ${is}, not like ${wanted}`;
  return wanted === undefined ? "" : differs("name", is, [wanted]);
}

function keepsOut(record: string, secret: string | undefined): string {
  return secret !== undefined && record.includes(secret) ? `the record holds ${secret}: ${record}` : "";
}

function differs(what: string, is: string | undefined, allowed: readonly string[]): string {
  return is !== undefined && allowed.includes(is) ? "" : `${what}: ${is}, not ${allowed.join(" or ")}`;
}

function told(outcome: Outcome): string {
  switch (outcome.kind) {
    case "saved":
      return `saved ${outcome.record.name} (${outcome.record.type}, ${outcome.record.fidelity})`;
    case "said":
      return `said: ${outcome.sentence}`;
    case "silent":
      return `nothing came of the click; the list has ${JSON.stringify(outcome.rows)}`;
    case "no item":
      return `the menu has ${outcome.items} items of ours`;
  }
}
