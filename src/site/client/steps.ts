import { did } from './did.ts';
import { goOnVisiting, keepTicks, onVisit, visitTicks } from './visit.ts';

/** What the bar covers of the window's top, in pixels. */
const BAR = 50;
/** A command of its own, or an item of a list of steps. */
const STEPS = '.step, .step-item';
/** A record holds only this many characters of a list's item. */
const LONGEST_ITEM = 80;

/** What is done in the incident that runs; undefined while none does. */
let ofIncident: ReadonlySet<string> | undefined;

/** Steps can be ticked; what was done belongs to the incident that runs, else to the visit, page by page. */
export function tickSteps(): void {
  goOnVisiting();
  showRemembered();
  addEventListener('pageshow', showRemembered);
  onVisit(showRemembered);
  document.addEventListener('change', ({ target }) => {
    const step =
      target instanceof HTMLInputElement && target.closest('.tick')
        ? target.closest<HTMLElement>(STEPS)
        : null;
    if (step && target instanceof HTMLInputElement) tick(step, target.checked);
  });
}

/** Shows the ticks of the incident that runs; undefined when none does any more. */
export function showTicks(done: ReadonlySet<string> | undefined): void {
  if (done === undefined && ofIncident === undefined) return;
  ofIncident = done;
  showRemembered();
}

function remembered(): ReadonlySet<string> {
  return ofIncident ?? visitTicks(location.pathname);
}

function showRemembered(): void {
  const done = remembered();
  for (const step of listSteps()) show(step, done.has(keyOf(step)));
  showProgress();
}

/** The step that a key acts on: the one with the focus, else the first that is in sight. */
export function currentStep(): HTMLElement | undefined {
  const focused = document.activeElement?.closest<HTMLElement>(STEPS);
  return focused ?? listSteps().find((step) => step.getBoundingClientRect().bottom > BAR);
}

/** Moves to the next step, or with -1 to the one before. */
export function moveStep(by: 1 | -1): void {
  const steps = listSteps();
  const focused = document.activeElement?.closest<HTMLElement>(STEPS);
  const next = focused
    ? steps[steps.indexOf(focused) + by]
    : by > 0
      ? currentStep()
      : steps.findLast((step) => step.getBoundingClientRect().top < BAR);
  next?.scrollIntoView({ block: 'nearest' });
  (visible(next, 'pre') ?? visible(next, '.tick input'))?.focus();
}

/** Ticks the current step, or takes its tick away. */
export function tickStep(): void {
  const step = currentStep();
  if (step) tick(step, !step.classList.contains('is-done'));
}

/** Copies the current step's command. */
export function copyStep(): void {
  visible(currentStep(), 'button.copy')?.click();
}

/** Runs the current step where the page can, or stops it. */
export function runStep(): void {
  visible(currentStep(), 'button.run')?.click();
}

function visible(step: HTMLElement | undefined, selector: string): HTMLElement | undefined {
  return [...(step?.querySelectorAll<HTMLElement>(selector) ?? [])].find((element) =>
    element.checkVisibility(),
  );
}

function listSteps(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(STEPS)];
}

function keyOf(step: HTMLElement): string {
  return step.dataset['step'] ?? `#${listSteps().indexOf(step)}`;
}

function tick(step: HTMLElement, isDone: boolean): void {
  const done = new Set(remembered());
  if (isDone) done.add(keyOf(step));
  else done.delete(keyOf(step));
  show(step, isDone);
  if (ofIncident) ofIncident = done;
  else keepTicks(location.pathname, done);
  showProgress();
  did({ kind: isDone ? 'ticked' : 'unticked', ...factsOf(step) });
}

/** What a record says of a step: its name, or the words of an item, and what its command does where. */
export function factsOf(step: HTMLElement): { step: string; text?: string; facts?: string } {
  const key = keyOf(step);
  const variant = [...step.querySelectorAll<HTMLElement>('.variant')].find((one) => one.checkVisibility());
  const facts = [variant?.dataset['risk'], variant?.dataset['env']].filter(Boolean).join(', ');
  const words = step.textContent.replace(/\s+/g, ' ').trim().slice(0, LONGEST_ITEM);
  return {
    step: key,
    ...(key.startsWith('#') ? { text: words } : {}),
    ...(facts === '' ? {} : { facts }),
  };
}

function show(step: HTMLElement, isDone: boolean): void {
  step.classList.toggle('is-done', isDone);
  for (const box of step.querySelectorAll<HTMLInputElement>('.tick input')) {
    if (box.closest(STEPS) === step) box.checked = isDone;
  }
  for (const line of document.querySelectorAll<HTMLElement>('.outline [data-of]'))
    if (line.dataset['of'] === step.dataset['step']) line.classList.toggle('is-done', isDone);
}

/** `3 of 11 done`, where the page has a place for it; it leads to where one goes on, which the outline marks. */
function showProgress(): void {
  const steps = listSteps();
  const done = steps.filter(({ classList }) => classList.contains('is-done')).length;
  const last = steps.findLastIndex(({ classList }) => classList.contains('is-done'));
  const next =
    done === 0 ? undefined : steps.find((step, at) => at > last && !step.classList.contains('is-done'));
  for (const line of document.querySelectorAll<HTMLElement>('.outline [data-of]'))
    line.classList.toggle('is-next', next !== undefined && line.dataset['of'] === next.dataset['step']);
  for (const place of document.querySelectorAll<HTMLElement>('[data-progress]')) {
    const isLink = place instanceof HTMLAnchorElement;
    place.textContent =
      steps.length === 0 || (done === 0 && !isLink) ? '' : `${done} of ${steps.length} done`;
    if (!isLink) continue;
    const id = next?.id ?? '';
    if (id === '') place.removeAttribute('href');
    else place.href = `#${id}`;
    place.title = id === '' ? '' : `You were here: go on at ${id.replaceAll('-', ' ')}`;
  }
}
