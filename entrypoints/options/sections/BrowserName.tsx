/** What this browser is called on the computer, and a field to call it otherwise. */

import { useEffect, useState } from "preact/hooks";
import type { Connection } from "../../../shared/extension/connection/connection.ts";
import { renameHere } from "../../../shared/extension/connection/membership.ts";
import { readSaid } from "../../../shared/texts/said.ts";
import { text } from "../../../shared/texts/text.ts";

export interface BrowserNameProps {
  readonly connection: Connection | undefined;
  readonly name: string;
}

export function BrowserName({ connection, name }: BrowserNameProps) {
  const [known, setKnown] = useState(name);
  const [typed, setTyped] = useState(name);
  const [said, setSaid] = useState("");
  useEffect(() => {
    setKnown(name);
    setTyped(name);
  }, [name]);
  const wanted = typed.trim();
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const socket = connection?.socket();
    if (!socket || wanted === "") return;
    const answer = await renameHere(socket, wanted);
    if (answer.name === undefined) return setSaid(readSaid(answer));
    setKnown(answer.name);
    setTyped(answer.name);
    setSaid(text("settings.renamed"));
  };
  return (
    <form class="line" onSubmit={(event) => void save(event)}>
      <label class="choice">
        <span>{text("settings.browser-name")}</span>
        <input
          type="text"
          value={typed}
          autocomplete="off"
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setSaid("");
          }}
        />
      </label>
      {wanted !== "" && wanted !== known && (
        <button type="submit" class="primary">
          {text("settings.rename")}
        </button>
      )}
      <span class="small muted" aria-live="polite">
        {said}
      </span>
    </form>
  );
}
