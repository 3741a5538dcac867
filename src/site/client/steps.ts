const KEY = 'opsbook-steps';
/** What the bar covers of the window's top, in pixels. */
const BAR = 50;
/** A command of its own, or an item of a list of steps. */
const STEPS = '.step, .step-item';

/** Steps can be ticked; what was done is remembered for the visit, page by page. */
export function tickSteps(): void {
  showRemembered();
  addEventListener('pageshow', showRemembered);
  document.addEventListener('change', ({ target }) => {
    const step =
      target instanceof HTMLInputElement && target.closest('.tick')
        ? target.closest<HTMLElement>(STEPS)
        : null;
    if (step && target instanceof HTMLInputElement) tick(step, target.checked);
  });
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
  show(step, isDone);
  showProgress();
  const done = remembered();
  if (isDone) done.add(keyOf(step));
  else done.delete(keyOf(step));
  remember(done);
}

function show(step: HTMLElement, isDone: boolean): void {
  step.classList.toggle('is-done', isDone);
  for (const box of step.querySelectorAll<HTMLInputElement>('.tick input')) {
    if (box.closest(STEPS) === step) box.checked = isDone;
  }
  for (const line of document.querySelectorAll<HTMLElement>('.outline [data-of]'))
    if (line.dataset['of'] === step.dataset['step']) line.classList.toggle('is-done', isDone);
}

/** `3 of 11`, where the page has a place for it. */
function showProgress(): void {
  const steps = listSteps();
  const done = steps.filter(({ classList }) => classList.contains('is-done')).length;
  for (const place of document.querySelectorAll('[data-progress]'))
    place.textContent = steps.length === 0 ? '' : `${done} of ${steps.length}`;
}

function remembered(): Set<string> {
  try {
    const data: unknown = JSON.parse(sessionStorage.getItem(`${KEY}:${location.pathname}`) ?? '[]');
    return new Set(Array.isArray(data) ? data.filter((key) => typeof key === 'string') : []);
  } catch {
    return new Set();
  }
}

function remember(done: ReadonlySet<string>): void {
  try {
    sessionStorage.setItem(`${KEY}:${location.pathname}`, JSON.stringify([...done]));
  } catch {
    return;
  }
}
