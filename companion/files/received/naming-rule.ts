/** The rule by which received files are named, and what is written beside them: one for all browsers, changed while files come. */

import type { NamingFacts } from "../../../shared/naming/facts.ts";
import { foldersBy, type ProposedPlace, placeBy } from "../../../shared/naming/place.ts";
import { DEFAULT_TEMPLATE, parseTemplate, type Template } from "../../../shared/naming/template.ts";
import type { NamingRule, SidecarKind } from "../../../shared/protocol/kept/kept-words.ts";
import { Listeners } from "../../process/listeners.ts";

/** What a change says; the rest stays. */
export type NamingChange = Partial<{ readonly [Key in keyof NamingRule]: NamingRule[Key] | undefined }>;

export class Naming {
  #rule: NamingRule;
  #template: Template;
  readonly #save: (rule: NamingRule) => Promise<void>;
  readonly #changed: Listeners<[rule: NamingRule]>;
  #last: Promise<unknown> = Promise.resolve();

  /** `save` keeps a rule for the next start. Throws `TemplateWrong`. */
  constructor(
    { template = DEFAULT_TEMPLATE, sidecars = [] }: NamingChange,
    save: (rule: NamingRule) => Promise<void>,
  ) {
    this.#rule = { template, sidecars };
    this.#template = parseTemplate(template);
    this.#save = save;
    this.#changed = new Listeners(() => undefined);
  }

  get rule(): NamingRule {
    return this.#rule;
  }

  get sidecars(): readonly SidecarKind[] {
    return this.#rule.sidecars;
  }

  /** Where a file is to go. */
  placeOf(facts: NamingFacts): ProposedPlace {
    return placeBy(this.#template, facts);
  }

  /** The folders of it, from the outside in. */
  foldersOf(facts: NamingFacts): readonly string[] {
    return foldersBy(this.#template, facts);
  }

  /** Calls with each rule that holds from now on; returns the unsubscriber. */
  onChanged(listener: (rule: NamingRule) => void): () => void {
    return this.#changed.add(listener);
  }

  /** Changes the rule for all files that come from now on. Throws `TemplateWrong`, or what keeping it throws. */
  change({ template, sidecars }: NamingChange): Promise<NamingRule> {
    const work = async (): Promise<NamingRule> => {
      const rule = { template: template ?? this.#rule.template, sidecars: sidecars ?? this.#rule.sidecars };
      const parsed = parseTemplate(rule.template);
      await this.#save(rule);
      this.#rule = rule;
      this.#template = parsed;
      this.#changed.tell(rule);
      return rule;
    };
    const done = this.#last.catch(() => undefined).then(work);
    this.#last = done;
    return done;
  }
}
