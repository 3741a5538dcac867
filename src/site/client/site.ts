import { alertLinks } from './alert-links.ts';
import { compareButtons } from './compare-buttons.ts';
import { copyButtons } from './copy.ts';
import { environmentTabs } from './environment.ts';
import { keys } from './keys.ts';
import { recentRunbooks } from './recent.ts';
import { searchBox } from './search-box.ts';
import { tickSteps } from './steps.ts';
import { valuesPanel } from './values.ts';

alertLinks();
void valuesPanel();
tickSteps();
copyButtons();
compareButtons();
environmentTabs();
searchBox();
recentRunbooks();
keys();
