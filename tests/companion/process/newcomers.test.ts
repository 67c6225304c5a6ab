import { describe, expect, it } from "vitest";
import { Newcomers } from "../../../companion/process/newcomers.ts";

const newcomersOf = (most: number): { newcomers: Newcomers<string>; out: string[] } => {
  const out: string[] = [];
  return { newcomers: new Newcomers<string>(most, (item) => out.push(item)), out };
};

describe("Newcomers", () => {
  it("ends the oldest when one more comes than there may be", () => {
    const { newcomers, out } = newcomersOf(2);
    for (const item of ["first", "second", "third", "fourth"]) newcomers.add(item);
    expect(out).toEqual(["first", "second"]);
    expect(newcomers.size).toBe(2);
  });

  it("keeps those that somebody vouched for as long as there are others", () => {
    const { newcomers, out } = newcomersOf(2);
    newcomers.add("known");
    newcomers.vouch("known", "name");
    for (const item of ["second", "third", "fourth"]) newcomers.add(item);
    expect(out).toEqual(["second", "third"]);
  });

  it("ends a known one where there are only known ones", () => {
    const { newcomers, out } = newcomersOf(1);
    newcomers.add("known");
    newcomers.vouch("known", "name");
    newcomers.add("next");
    expect(out).toEqual(["known"]);
  });

  it("ends one of the name that most go by, where there are only known ones", () => {
    const { newcomers, out } = newcomersOf(4);
    for (const [item, name] of [["quiet", "one"], ...["x", "y", "z", "w"].map((item) => [item, "loud"])]) {
      newcomers.add(item ?? "");
      newcomers.vouch(item ?? "", name ?? "");
    }
    expect(out).toEqual(["x"]);
  });

  it("ends one of the name that more go by than there are strangers", () => {
    const { newcomers, out } = newcomersOf(4);
    for (const item of ["x", "y", "z"]) {
      newcomers.add(item);
      newcomers.vouch(item, "loud");
    }
    for (const item of ["quiet", "second", "third", "fourth"]) newcomers.add(item);
    expect(out).toEqual(["x", "quiet", "second"]);
  });

  it("ends none where one has left, and vouches for none that is gone", () => {
    const { newcomers, out } = newcomersOf(1);
    newcomers.add("first");
    expect(newcomers.delete("first")).toBe(true);
    expect(newcomers.delete("first")).toBe(false);
    newcomers.vouch("first", "name");
    expect(newcomers.size).toBe(0);
    newcomers.add("second");
    expect(out).toEqual([]);
  });
});
