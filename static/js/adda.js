// Every page works without this file. It only saves a reload and moves the focus; member.js keeps words from getting lost.
import { watchSteppers } from "./stepper.js";
import { watchVeils } from "./veils.js";
import { watchToasts } from "./toasts.js";
import { watchMenus } from "./menus.js";
import { watchGallery } from "./gallery.js";
import { watchFolds } from "./folds.js";
import { watchNetwork } from "./away.js";

watchVeils(document);
watchSteppers(document);
watchToasts(document);
watchMenus(document);
watchGallery(document);
watchFolds(document);
watchNetwork(document);
