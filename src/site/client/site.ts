import { alertLinks } from './alert-links.ts';
import { copyButtons } from './copy.ts';
import { environmentTabs } from './environment.ts';
import { keys } from './keys.ts';
import { recentRunbooks } from './recent.ts';
import { searchBox } from './search-box.ts';

alertLinks();
copyButtons();
environmentTabs();
searchBox();
recentRunbooks();
keys();
