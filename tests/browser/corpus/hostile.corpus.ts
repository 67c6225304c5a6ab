import { corpusOf } from "./corpus.ts";
import { BOMBS } from "./pages/bombs.ts";
import { HOSTILE } from "./pages/hostile.ts";

corpusOf("all", [...HOSTILE, ...BOMBS]);
