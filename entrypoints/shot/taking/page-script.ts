/** The script in the page of which a picture is taken: put there once, and asked as long as the picture takes. */

import * as v from "valibot";
import {
  ChosenSchema,
  type Measures,
  MeasuresSchema,
  SHOT_PORT,
  type ShotArea,
  type ShotQuestion,
  type Stretch,
} from "../../../shared/extension/words/shot-words.ts";

const SCRIPT = "/content-scripts/screenshot.js";

export class PageScript {
  readonly #tabId: number;
  readonly #documentId: string;
  readonly #port: chrome.runtime.Port;

  private constructor(tabId: number, documentId: string) {
    this.#tabId = tabId;
    this.#documentId = documentId;
    this.#port = chrome.tabs.connect(tabId, { name: SHOT_PORT, documentId });
  }

  /** `undefined` where no script may run there. */
  static async enter(tabId: number): Promise<PageScript | undefined> {
    const [entered] = await chrome.scripting
      .executeScript({ target: { tabId }, files: [SCRIPT], injectImmediately: true })
      .catch(() => []);
    return entered && new PageScript(tabId, entered.documentId);
  }

  /** What the user has chosen; `undefined` where they have thought better of it. */
  async choose(ask: "area" | "element", words: string): Promise<ShotArea | undefined> {
    return (await this.#ask({ pagewire: "shot", ask, words }, ChosenSchema))?.area;
  }

  async measure(): Promise<Measures | undefined> {
    return await this.#ask({ pagewire: "shot", ask: "measure" }, MeasuresSchema);
  }

  async go(stretch: Stretch): Promise<Measures | undefined> {
    return await this.#ask({ pagewire: "shot", ask: "go", ...stretch }, MeasuresSchema);
  }

  async restore(): Promise<void> {
    await this.#ask({ pagewire: "shot", ask: "restore" }, v.unknown());
  }

  /** The page is as it was before. */
  close(): void {
    this.#port.disconnect();
  }

  async #ask<Schema extends v.GenericSchema>(
    question: ShotQuestion,
    schema: Schema,
  ): Promise<v.InferOutput<Schema> | undefined> {
    const answer: unknown = await chrome.tabs
      .sendMessage(this.#tabId, question, { documentId: this.#documentId })
      .catch(() => undefined);
    const told = v.safeParse(schema, answer);
    return told.success ? told.output : undefined;
  }
}
