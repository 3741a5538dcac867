import { whyNothingIsRead } from '../../runbook/nothing-read.ts';
import { SETTINGS_FILE } from '../../runbook/schema/settings.ts';
import type { Rule } from '../rule.ts';

export const bookHasPages: Rule = {
  id: 'book-has-pages',
  summary: 'Point opsbook at a folder that has runbooks',
  level: 'error',
  check() {
    // A book without pages has none to look at: see below.
  },
  checkBook({ book }, report) {
    const why = whyNothingIsRead(book);
    if (why !== undefined) report(SETTINGS_FILE, why, book.settings.locate(['runbooks'], 'value'));
  },
};
