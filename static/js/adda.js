// Every page works without this file. It only saves a reload, keeps words from getting lost, and moves the focus.
import { keepDrafts } from "./drafts.js";
import { watchSteppers } from "./stepper.js";
import { watchVeils } from "./veils.js";
import { watchToasts } from "./toasts.js";
import { watchMenus } from "./menus.js";
import { watchComposers } from "./composers.js";
import { watchGallery } from "./gallery.js";
import { watchMarks } from "./marks.js";
import { watchFolds } from "./folds.js";
import { watchNetwork } from "./away.js";

watchVeils(document);
watchSteppers(document);
keepDrafts(document);
watchToasts(document);
watchMenus(document);
watchComposers(document);
watchGallery(document);
watchMarks(document);
watchFolds(document);
watchNetwork(document);
