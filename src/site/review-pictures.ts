import { axisX, areaY, barX, cell, lineY, ruleX, ruleY, textX } from '@observablehq/plot';
import { addDays, daysBetween } from '../review/day.ts';
import type { Coverage } from '../review/figures.ts';
import type { ReviewsEntry } from './review-entries.ts';
import { drawPlot } from './draw-plot.ts';

/** Pictures of reviews, drawn at build time; each has its numbers in a table beneath. */

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** What is left to review on each day of the quarter. */
export function drawBurnDown({ burnDown, quarter }: Pick<ReviewsEntry, 'burnDown' | 'quarter'>): string {
  const points = burnDown.map(({ day, left }) => ({ day: dateOf(day), left }));
  const most = Math.max(1, ...burnDown.map(({ left }) => left));
  const svg = drawPlot({
    width: 640,
    height: 180,
    marginLeft: 36,
    ariaLabel: `Runbooks left to review in ${quarter.id}`,
    x: { type: 'utc', domain: [dateOf(quarter.start), dateOf(quarter.end)], label: null },
    y: { domain: [0, most], label: null, ticks: 4, tickFormat: 'd' },
    marks: [
      areaY(points, { x: 'day', y: 'left', curve: 'step-after', fill: 'var(--accent)', fillOpacity: 0.15 }),
      lineY(points, { x: 'day', y: 'left', curve: 'step-after', stroke: 'var(--accent)', strokeWidth: 2 }),
      ruleX([points.at(-1)?.day ?? dateOf(quarter.start)], {
        stroke: 'currentColor',
        strokeDasharray: '2,3',
      }),
      ruleY([0], { stroke: 'currentColor' }),
    ],
  });
  return asImage(svg);
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A year of days, each as dark as reviews were many on it. */
export function drawYear({ byDay, today }: Pick<ReviewsEntry, 'byDay' | 'today'>): string {
  const start = mondayBefore(addDays(today, -364));
  const days = Array.from({ length: daysBetween(start, today) + 1 }, (_, index) => {
    const day = addDays(start, index);
    return { week: Math.floor(index / 7), weekday: WEEKDAYS[index % 7] ?? '', day, count: byDay[day] ?? 0 };
  });
  const months = days.filter(({ day, weekday }) => weekday === 'Mon' && Number(day.slice(8)) <= 7);
  const svg = drawPlot({
    width: 720,
    height: 132,
    marginLeft: 36,
    marginTop: 20,
    marginBottom: 4,
    padding: 0.12,
    ariaLabel: 'Runbooks reviewed on each day of the last year',
    x: { axis: null, type: 'band' },
    y: {
      label: null,
      domain: WEEKDAYS,
      tickSize: 0,
      tickFormat: (name: string) => (/[MWF]/.test(name) ? name : ''),
    },
    marks: [
      cell(days, { x: 'week', y: 'weekday', fill: 'var(--sunken)' }),
      cell(
        days.filter(({ count }) => count > 0),
        {
          x: 'week',
          y: 'weekday',
          fill: 'var(--accent)',
          fillOpacity: ({ count }: { count: number }) => Math.min(1, 0.35 + count / 8),
          title: ({ day, count }: { day: string; count: number }) => `${day}: ${count}`,
        },
      ),
      textX(months, {
        x: 'week',
        frameAnchor: 'top',
        dy: -14,
        text: ({ day }: { day: string }) => monthName(day),
        fill: 'currentColor',
      }),
    ],
  });
  return asImage(svg);
}

/** What stands behind the reviews, as shares of all runbooks. */
export function drawCoverage(rows: readonly CoverageRow[], all: number): string {
  const svg = drawPlot({
    width: 640,
    height: 30 * rows.length + 40,
    marginLeft: 180,
    ariaLabel: 'What stands behind the reviews',
    x: { domain: [0, Math.max(1, all)], label: null, ticks: 5, tickFormat: 'd' },
    y: { label: null, domain: rows.map(({ name }) => name), tickSize: 0 },
    marks: [
      barX(rows, {
        x: 'count',
        y: 'name',
        fill: 'var(--accent)',
        fillOpacity: 0.75,
        insetTop: 4,
        insetBottom: 4,
      }),
      ruleX([0], { stroke: 'currentColor' }),
      axisX({ label: null, ticks: 5, tickFormat: 'd' }),
    ],
  });
  return asImage(svg);
}

/** One line of the coverage: in the picture and in the table beneath it. */
export interface CoverageRow {
  readonly name: string;
  readonly count: number;
}

/** The lines of the coverage, from the most to the least that may be asked. */
export function coverageRows({
  reviewed,
  signed,
  current,
  withSnippets,
  withAnswers,
}: Coverage): CoverageRow[] {
  return [
    { name: 'reviewed at all', count: reviewed },
    { name: 'signed by a person', count: signed },
    { name: 'signed as they are now', count: current },
    { name: 'snippets run', count: withSnippets },
    { name: 'questions answered', count: withAnswers },
  ];
}

function mondayBefore(day: string): string {
  return addDays(day, -((dateOf(day).getUTCDay() + 6) % 7));
}

function monthName(day: string): string {
  return dateOf(day).toLocaleDateString('en', { month: 'short', timeZone: 'UTC' });
}

/** One picture to a screen reader, not a hundred shapes. */
function asImage(svg: string): string {
  return svg.replace('<svg', '<svg role="img"').replaceAll(/<g aria-[^>]{0,200}?label="[^"]*"/g, '<g');
}
