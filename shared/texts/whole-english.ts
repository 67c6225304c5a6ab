/**
 * Loads the English catalogue and speaks it, where it is imported first: half of what the shortest commands load would be
 * its files, so `text.ts` itself brings none.
 */

import { ENGLISH } from "./english/index.ts";
import { speak } from "./text.ts";

speak("en", ENGLISH, ENGLISH);
