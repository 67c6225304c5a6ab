import { afterEach, describe, expect, it } from "vitest";
import { ENGLISH } from "../../shared/texts/english/index.ts";
import { message } from "../../shared/texts/message.ts";
import { readSaid, saying } from "../../shared/texts/said.ts";
import { commandText, inEnglish, sentence, speakCommands, text } from "../../shared/texts/text.ts";

describe("a command in a sentence", () => {
  afterEach(() => speakCommands());

  it("is as the catalogue has it until somebody says where the reader is", () => {
    expect(text("clients.nobody")).toBe("Nobody is paired yet: run `npx pagewire pair`.");
    expect(commandText("npx pagewire pair")).toBe("npx pagewire pair");
  });

  it("is said with the folder to be in and the home it is for", () => {
    speakCommands({ folder: "/opt/page wire", home: "/srv/ada" });
    expect(text("clients.nobody")).toBe(
      "Nobody is paired yet: run `cd '/opt/page wire' && npx pagewire pair --home /srv/ada`.",
    );
    expect(text("doctor.build-fix")).toContain("`cd '/opt/page wire' && npm run build`");
    expect(commandText("npx pagewire")).toBe("cd '/opt/page wire' && npx pagewire");
    expect(commandText("npm start")).toBe("cd '/opt/page wire' && npm start -- --home /srv/ada");
    speakCommands({ isInstalled: true, folder: "/opt", home: String.raw`D:\My Files`, shell: "windows" });
    expect(commandText("npx pagewire start")).toBe(String.raw`pagewire start --home "D:\My Files"`);
  });

  it("keeps what is filled into it, and what stands within the sentence as another one", () => {
    speakCommands({ home: "/h" });
    const damaged = text("outbox.damaged", { id: "0{name}1" });
    expect(damaged).toContain("`npx pagewire outbox --cancel 0{name}1 --home /h`");
    const within = message("passed.over", { name: "x", why: message("passed.link") });
    expect(sentence(within)).toContain("`npx pagewire send --home /h`");
  });

  it("is only what the catalogue says: a name from elsewhere is no command", () => {
    speakCommands({ home: "/h" });
    const name = "`npx pagewire stop`.png";
    expect(text("send.withdrawn", { name })).toContain("`npx pagewire stop`.png");
    expect(text("home.foreign", { place: "/x", uid: 1, own: 2, quoted: "npx pagewire" })).toContain(
      "`sudo chown 2 npx pagewire`",
    );
  });

  it("is kept and sent without them, and read with those of whoever reads", () => {
    speakCommands({ home: "/h" });
    const said = message("proof.link-used");
    expect(inEnglish(said)).toContain("`npx pagewire pair`");
    expect(readSaid(saying(said))).toContain("`npx pagewire pair --home /h`");
    expect(readSaid({ message: "From a newer version: run `npx pagewire mend`, not `rm`." })).toBe(
      "From a newer version: run `npx pagewire mend --home /h`, not `rm`.",
    );
  });

  it("stands whole between two backquotes in every text", () => {
    const odd = Object.entries(ENGLISH).filter(([, template]) => {
      const parts = template.split("`");
      const isWhole = (part: string): boolean => part.split("{").length === part.split("}").length;
      return parts.length % 2 === 0 || !parts.every(isWhole);
    });
    expect(odd).toEqual([]);
  });
});
