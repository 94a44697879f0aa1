// What a page needs of scripts once somebody has a seat: what they type, send and mark. Guests do none of it.
import { keepDrafts } from "./drafts.js";
import { watchComposers } from "./composers.js";
import { watchMarks } from "./marks.js";

keepDrafts(document);
watchComposers(document);
watchMarks(document);
