import { OF_ELEMENTS } from "./cases.ts";
import { corpusOf } from "./corpus.ts";

corpusOf("all", OF_ELEMENTS);
