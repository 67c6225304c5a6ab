import { OF_FILES } from "./cases.ts";
import { corpusOf } from "./corpus.ts";

corpusOf("all", OF_FILES);
