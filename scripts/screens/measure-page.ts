/** What a page measures in the window that it is shown in. Lengths are in pixels. */
export interface PageFigures {
  /** Where the first line of the first command or decision in sight ends; undefined where a page has none. */
  readonly firstAction: number | undefined;
  /** Commands in sight, and those of which a part lies outside their box. */
  readonly commands: number;
  readonly cut: number;
  /** What a finger must hit and is less than 40 pixels high or 24 wide, each once: words of it. */
  readonly smallTargets: readonly string[];
  readonly nodes: number;
  /** How often the window fits into the page. */
  readonly screens: number;
}

/** Measures the page that is open. Runs in the browser: it may use nothing from outside of itself. */
export function measurePage(): PageFigures {
  const inSight = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
    element.getClientRects().length > 0;
  const all = <E extends Element>(selector: string): E[] =>
    [...document.querySelectorAll<E>(selector)].filter(inSight);
  const [first] = all('main .step pre, main .decision li');
  const commands = all('main pre:has(> code.command)');
  const rows = first ? parseFloat(getComputedStyle(first).lineHeight) : 0;
  const inside = first ? parseFloat(getComputedStyle(first).paddingTop) : 0;
  // A link inside a sentence is as high as its line, and may be.
  const isInText = (element: Element): boolean =>
    element.matches('a') && element.closest('p, td, .when, .then, .prose li, dd') !== null;
  const small = all('a[href], button, summary, input, select, textarea, [tabindex="0"]').filter((element) => {
    const { width, height } = (
      element.matches('input') ? (element.closest('label') ?? element) : element
    ).getBoundingClientRect();
    return (
      !element.matches('pre, .table, .skip, :disabled') && !isInText(element) && (height < 39.5 || width < 24)
    );
  });
  return {
    firstAction: first && Math.round(first.getBoundingClientRect().top + scrollY + inside + rows),
    commands: commands.length,
    cut: commands.filter((pre) => pre.scrollWidth > pre.clientWidth + 1).length,
    smallTargets: [
      ...new Set(
        small.map((one) => `${one.localName} ${(one.textContent || one.className).trim().slice(0, 30)}`),
      ),
    ],
    nodes: document.querySelectorAll('*').length,
    screens: Math.round((document.documentElement.scrollHeight / innerHeight) * 10) / 10,
  };
}
