import type { TextFilter } from './clean-output.ts';

const SWITCH = /\u001B\[\?(?:1049|1047|47)([hl])/g;
/** The longest switch, less one character: what may be the beginning of one. */
const HELD = 7;
const SAID = '\n[a program on the whole screen]\n';

/** Leaves out what editors, pagers and monitors draw on a screen of their own, as a terminal does when they end. */
export function withoutScreens(): TextFilter {
  let held = '';
  let isAway = false;
  const take = (text: string): string => {
    let out = '';
    let from = 0;
    for (const match of text.matchAll(SWITCH)) {
      if (!isAway) out += text.slice(from, match.index);
      if (!isAway && match[1] === 'h') out += SAID;
      isAway = match[1] === 'h';
      from = match.index + match[0].length;
    }
    return isAway ? out : out + text.slice(from);
  };
  return {
    push(text) {
      const all = held + text;
      const at = all.indexOf('\u001B', Math.max(0, all.length - HELD));
      const end = at < 0 || /[hl]/.test(all.slice(at)) ? all.length : at;
      held = all.slice(end);
      return take(all.slice(0, end));
    },
    end() {
      const rest = take(held);
      held = '';
      return rest;
    },
  };
}
