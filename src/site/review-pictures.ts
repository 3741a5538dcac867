import { axisX, areaY, barX, barY, lineY, ruleX, ruleY } from '@observablehq/plot';
import { addMonths } from '../review/day.ts';
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
    y: { domain: [0, most], label: null, ticks: wholeTicks(most, 4), tickFormat: 'd' },
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

/** The reviews of each month of the last year: so few shapes that a page of many runbooks stays light. */
export function drawMonths(months: readonly MonthRow[]): string {
  const most = Math.max(1, ...months.map(({ count }) => count));
  const svg = drawPlot({
    width: 640,
    height: 160,
    marginLeft: 36,
    ariaLabel: 'Runbooks reviewed in each month of the last year',
    x: {
      type: 'band',
      label: null,
      domain: months.map(({ month }) => month),
      tickFormat: monthName,
      tickSize: 0,
    },
    y: { domain: [0, most], label: null, ticks: wholeTicks(most, 4), tickFormat: 'd' },
    marks: [
      barY(months, {
        x: 'month',
        y: 'count',
        fill: 'var(--accent)',
        fillOpacity: 0.75,
        insetLeft: 4,
        insetRight: 4,
      }),
      ruleY([0], { stroke: 'currentColor' }),
    ],
  });
  return asImage(svg);
}

/** A month, as in `2026-02`, and how many reviews were made in it. */
export interface MonthRow {
  readonly month: string;
  readonly count: number;
}

/** Every month of the last year, those without a review too; the earliest first. */
export function monthRows({ byDay, today }: Pick<ReviewsEntry, 'byDay' | 'today'>): MonthRow[] {
  const byMonth = Map.groupBy(Object.entries(byDay), ([day]) => day.slice(0, 7));
  return Array.from({ length: 12 }, (_, index) => {
    const month = addMonths(`${today.slice(0, 7)}-01`, index - 11).slice(0, 7);
    return { month, count: (byMonth.get(month) ?? []).reduce((sum, [, count]) => sum + count, 0) };
  });
}

/** So many ticks that none stands between two whole numbers. */
function wholeTicks(most: number, wanted: number): number {
  return Math.max(1, Math.min(wanted, most));
}

/** The evidence of the reviews, as shares of all runbooks. */
export function drawCoverage(rows: readonly CoverageRow[], all: number): string {
  const svg = drawPlot({
    width: 640,
    height: 30 * rows.length + 40,
    marginLeft: 180,
    ariaLabel: 'Evidence of the reviews',
    x: { domain: [0, Math.max(1, all)], label: null, ticks: wholeTicks(all, 5), tickFormat: 'd' },
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
      axisX({ label: null, ticks: wholeTicks(all, 5), tickFormat: 'd' }),
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

function monthName(month: string): string {
  return dateOf(`${month}-01`).toLocaleDateString('en', { month: 'short', timeZone: 'UTC' });
}

/** One picture to a screen reader, not a hundred shapes. */
function asImage(svg: string): string {
  return svg.replace('<svg', '<svg role="img"').replaceAll(/<g aria-[^>]{0,200}?label="[^"]*"/g, '<g');
}
