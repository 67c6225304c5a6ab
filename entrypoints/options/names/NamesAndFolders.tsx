/** How what is received is named and filed: the companion's rule, checked as it is typed, shown at the last pictures. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Connection } from "../../../shared/extension/connection/connection.ts";
import { followKept, type Kept } from "../../../shared/extension/kept/kept-topic.ts";
import { FIELD_NAMES } from "../../../shared/naming/facts.ts";
import { DEFAULT_TEMPLATE, templateFlaw } from "../../../shared/naming/template.ts";
import type { NamingRule, SidecarKind } from "../../../shared/protocol/kept/kept-words.ts";
import { readError, readSaid } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";
import { Section } from "../controls/Section.tsx";
import { Switch } from "../controls/Switch.tsx";
import { NamesPreview, useLastPictures } from "./NamesPreview.tsx";

export interface NamesAndFoldersProps {
  readonly connection: Connection | undefined;
}

/** The rule as the companion has it; every browser's change is seen at once. */
function useRule(connection: Connection | undefined) {
  const [kept, setKept] = useState<Kept>();
  const [rule, setRule] = useState<NamingRule>();
  useEffect(
    () =>
      connection &&
      followKept(connection, {
        onKept: (there, known) => {
          setKept(there);
          setRule(known);
        },
        onRule: setRule,
      }),
    [connection],
  );
  return { kept, rule };
}

export function NamesAndFolders({ connection }: NamesAndFoldersProps) {
  const { kept, rule } = useRule(connection);
  return (
    <Section id="names" title={text("naming.title")} about={text("naming.about")}>
      {kept && rule ? <Rule kept={kept} rule={rule} /> : <p class="hint">{text("naming.offline")}</p>}
    </Section>
  );
}

function Rule({ kept, rule }: { readonly kept: Kept; readonly rule: NamingRule }) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(rule.template);
  const [said, setSaid] = useState("");
  const [sidecars, setSidecars] = useState(rule.sidecars);
  const pictures = useLastPictures(kept);
  // Another browser has changed it, or this one has: what was typed meanwhile is over.
  useEffect(() => setTyped(rule.template), [rule.template]);
  useEffect(() => setSidecars(rule.sidecars), [rule.sidecars]);
  const type = (template: string): void => {
    setTyped(template);
    setSaid("");
  };
  const flaw = templateFlaw(typed);
  const isChanged = typed !== rule.template;
  const change = (changed: Partial<NamingRule>, done: string): void => {
    setSaid("");
    kept.changeRule(changed).then(
      () => setSaid(done),
      (error: unknown) => {
        setSidecars(rule.sidecars);
        setSaid(readError(error));
      },
    );
  };
  const insert = (name: string): void => {
    const input = field.current;
    if (!input) return;
    const [from, to] = [input.selectionStart ?? typed.length, input.selectionEnd ?? typed.length];
    input.focus();
    input.setRangeText(`{${name}}`, from, to, "end");
    type(input.value);
  };
  const turn = (kind: SidecarKind, isOn: boolean): void => {
    const others = sidecars.filter((other) => other !== kind);
    const wanted = isOn ? [...others, kind] : others;
    // A switch that is turned stays so, unless the companion says otherwise.
    setSidecars(wanted);
    change({ sidecars: wanted }, "");
  };
  return (
    <>
      <form
        class="naming"
        onSubmit={(event) => {
          event.preventDefault();
          if (!flaw && isChanged) change({ template: typed }, text("naming.saved"));
        }}
      >
        <label class="rule">
          <span>{text("naming.template")}</span>
          <input
            ref={field}
            type="text"
            dir="ltr"
            value={typed}
            placeholder={DEFAULT_TEMPLATE}
            autocomplete="off"
            spellcheck={false}
            aria-invalid={flaw !== undefined}
            aria-describedby="naming-flaw"
            onInput={({ currentTarget }) => type(currentTarget.value)}
          />
        </label>
        <p id="naming-flaw" class={flaw ? "bad small" : "muted small"} aria-live="polite">
          {flaw
            ? readSaid(flaw)
            : text("naming.guide", {
                length: "{title|60}",
                form: "{date|YYYY-MM}",
                instead: "{alt|else picture}",
              })}
        </p>
        <fieldset class="fields">
          <legend class="small muted">{text("naming.fields")}</legend>
          {FIELD_NAMES.map((name) => (
            <button key={name} type="button" class="chip" onClick={() => insert(name)}>
              {name}
            </button>
          ))}
        </fieldset>
        <NamesPreview
          template={flaw ? rule.template : typed}
          isOld={flaw !== undefined}
          pictures={pictures}
        />
        <div class="line">
          <button type="submit" class="primary" disabled={flaw !== undefined || !isChanged}>
            {text("naming.save")}
          </button>
          {isChanged && (
            <button type="button" onClick={() => type(rule.template)}>
              {text("naming.reset")}
            </button>
          )}
          <span class="small muted" aria-live="polite">
            {said}
          </span>
        </div>
      </form>
      <Switch
        label={text("naming.json")}
        about={text("naming.json-about", { name: "cat.png.json" })}
        isOn={sidecars.includes("json")}
        onTurn={(isOn) => turn("json", isOn)}
      />
      <Switch
        label={text("naming.xmp")}
        about={text("naming.xmp-about", { name: "cat.png.xmp" })}
        isOn={sidecars.includes("xmp")}
        onTurn={(isOn) => turn("xmp", isOn)}
      />
    </>
  );
}
