import { standingOn } from '../../review/schedule.ts';
import type { Standing } from '../../review/schedule.ts';

/**
 * Says how reviews stand on the day the page is read: it may have been built weeks ago. Without this, the page
 * names the day on which the next one is due.
 */
export function showReviewDue(now = new Date()): void {
  const today = now.toISOString().slice(0, 10);
  for (const place of document.querySelectorAll<HTMLElement>('[data-overdue]')) {
    const { soon = '', due = '', overdue = '' } = place.dataset;
    const standing = standingOn(today, { soon, due, overdue });
    place.dataset['standing'] = standing;
    const day = place.querySelector('time');
    place.replaceChildren(wordsFor(standing), ...(day ? [day] : []), remaining(standing, due, today));
  }
  for (const place of document.querySelectorAll<HTMLElement>('[data-due-days]')) {
    const days = (place.dataset['dueDays'] ?? '').split(' ').filter((day) => day !== '' && day <= today);
    place.textContent =
      days.length === 0 ? 'None is due' : `${days.length} ${days.length === 1 ? 'is' : 'are'} due`;
  }
}

function wordsFor(standing: Standing): string {
  const words = {
    fresh: 'next on ',
    'due-soon': 'due soon, on ',
    due: 'due since ',
    overdue: 'overdue since ',
  };
  return words[standing];
}

function remaining(standing: Standing, due: string, today: string): string {
  const days = Math.round((Date.parse(due) - Date.parse(today)) / 86_400_000);
  if (standing !== 'due-soon') return '';
  return days === 1 ? ' (tomorrow)' : ` (in ${days} days)`;
}
