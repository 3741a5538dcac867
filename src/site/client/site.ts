import { copyButtons } from './copy.ts';
import { environmentTabs } from './environment.ts';
import { keys } from './keys.ts';
import { recentRunbooks } from './recent.ts';
import { reviewStandings } from './review-standing.ts';
import { searchBox } from './search-box.ts';

copyButtons();
environmentTabs();
searchBox();
recentRunbooks();
reviewStandings();
keys();
