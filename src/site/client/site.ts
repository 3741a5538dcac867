import { alertLinks } from './alert-links.ts';
import { because } from './because.ts';
import { compareButtons } from './compare-buttons.ts';
import { copyPageButtons } from './copy-page.ts';
import { copyButtons } from './copy.ts';
import { environmentTabs } from './environment.ts';
import { freshStorage } from './fresh-storage.ts';
import { here } from './here.ts';
import { incidentDesk } from './incident-desk.ts';
import { keys } from './keys.ts';
import { longLines } from './lines.ts';
import { longLists } from './long-lists.ts';
import { paper } from './paper.ts';
import { recentRunbooks } from './recent.ts';
import { showReviewDue } from './show-review-due.ts';
import { runControls } from './run-token.ts';
import { searchBox } from './search-box.ts';
import { tickSteps } from './steps.ts';
import { valuesPanel } from './value-fields.ts';

// The token leaves the address before anything else reads it.
runControls();
freshStorage();
alertLinks();
// It reads the address before the values take their part out of it.
because();
const values = valuesPanel();
tickSteps();
here();
longLines();
longLists();
copyButtons(values);
copyPageButtons();
compareButtons();
environmentTabs();
searchBox();
recentRunbooks();
showReviewDue();
incidentDesk();
keys();
paper();
// It is not worth a reader's first seconds.
if ('serviceWorker' in navigator)
  addEventListener('load', () =>
    setTimeout(() => void import('./offline.ts').then(({ keepOffline }) => keepOffline()), 1_000),
  );
