import { copyButtons } from './copy.ts';
import { environmentTabs } from './environment.ts';
import { keys } from './keys.ts';
import { searchBoxes } from './search-box.ts';

copyButtons();
environmentTabs();
searchBoxes();
keys();
