import { OF_SITES } from "./cases.ts";
import { corpusOf } from "./corpus.ts";

corpusOf("all", OF_SITES);
