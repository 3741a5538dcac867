import type { List, ListItem, Nodes, Parents } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { standardSection } from '../../runbook/read/sections.ts';
import { rangeOf } from '../../runbook/read/snippet.ts';
import type { Rule } from '../rule.ts';
import { words } from '../../shell/words.ts';

export const stepIsVague: Rule = {
  id: 'step-is-vague',
  summary: 'Say where to look, which number is too much, how long to wait, and what to do then',
  level: 'warning',
  check({ runbook, book }, report) {
    if (runbook?.kind !== 'incident' || runbook.status === 'draft') return;
    const heads = runbook.headings.filter(({ depth }) => depth > 1);
    for (const { item, text, isOrdered } of bareItems(runbook.tree)) {
      const start = item.position?.start.offset ?? 0;
      const above = heads.findLast(({ range }) => (range?.start.offset ?? 0) < start);
      const section = standardSection(above?.text ?? '', book.settings.sectionWords);
      // A list of symptoms or of causes has no steps.
      if (!STEPS.has(section) && !(isOrdered && !/symptom|cause|meaning|impact|alert/i.test(section)))
        continue;
      const message = say(text);
      if (message !== undefined) report(message, rangeOf(item));
    }
  },
};

/** Sections in which something is done. */
const STEPS: ReadonlySet<string> = new Set([
  'Diagnosis',
  'Mitigation',
  'Resolution',
  'Verification',
  'Rollback',
  'Escalation',
]);

/** A longer item tells a story, and says more than one sentence can be judged by. */
const LONGEST = 140;

interface Item {
  readonly item: ListItem;
  readonly text: string;
  readonly isOrdered: boolean;
}

/** Items that are nothing but words: no link, no code, no picture, no list of their own. */
function bareItems(parent: Parents): Item[] {
  return parent.children.flatMap((node, index) => {
    if (node.type === 'list') return itemsOf(node, parent.children[index + 1]);
    return 'children' in node ? bareItems(node) : [];
  });
}

function itemsOf(list: List, next: Nodes | undefined): Item[] {
  return list.children.flatMap((item, index) => {
    const below = bareItems(item);
    // What stands right after the last item may be its command.
    const isFollowed = index === list.children.length - 1 && next !== undefined && MORE.has(next.type);
    const [only, ...rest] = item.children;
    if (isFollowed || only?.type !== 'paragraph' || rest.length > 0 || saysMore(only)) return below;
    const text = toString(only).replace(/\s+/g, ' ').trim();
    return text.length > LONGEST ? below : [...below, { item, text, isOrdered: list.ordered === true }];
  });
}

const MORE: ReadonlySet<string> = new Set(['code', 'table', 'blockquote', 'html', 'image']);

function saysMore(node: Nodes): boolean {
  if (/^(link|linkReference|inlineCode|image|imageReference|html|footnoteReference|mdx\w+)$/.test(node.type))
    return true;
  return 'children' in node && node.children.some(saysMore);
}

function say(text: string): string | undefined {
  if (/\d|https?:|[`$/]/.test(text)) return undefined;
  const shown = `\`${text}\``;
  const words = text.toLowerCase().replace(/\.$/, '').split(' ');
  if (isLook(words)) return `Say where to look: ${shown} has no link, query or command.`;
  if (COMPARES.test(text)) return `Give the number: ${shown} leaves it to the reader.`;
  if (isEndlessWait(words)) return `Say until when to wait: ${shown} has no end.`;
  if (isHalf(words)) return `Say what to do then: ${shown} ends before it says so.`;
  return undefined;
}

const LOOKS: ReadonlySet<string> = words('check look inspect review examine open see');
const SIGHTS: ReadonlySet<string> = words(
  'dashboard dashboards log logs metrics graph graphs panel panels trace traces',
);

/** `Check the logs`, `Look at the database dashboard`; not `Check the logs for OOM kills`, which says what to look for. */
function isLook(words: readonly string[]): boolean {
  const [first = '', second] = words;
  if (!LOOKS.has(first) || (first === 'look' && second !== 'at') || words.length > 6) return false;
  return SIGHTS.has(words.at(-1) ?? '') && words.every((word) => /^[\w-]+$/.test(word) && word !== 'for');
}

// `If the queue is too long`, `Latency is unusually high`; not `too many open files`, which is an error's own text.
const COMPARES =
  /\b(?:is|are|looks?|seems?|becomes?|stays?|remains?|gets?) (?:still )?(?:too|very|unusually|abnormally|suspiciously|excessively) (?:high|low|large|small|slow|long|big|old)\b/i;

const WHILES = ['a while', 'a bit', 'a moment', 'a little', 'some time'];

/** `Wait`, `Wait a while`; not `Wait for the pods`, nor `Wait a bit until it is ready`. */
function isEndlessWait([first, ...rest]: readonly string[]): boolean {
  if (first !== 'wait' || rest.includes('until') || rest.includes('till')) return false;
  return rest.length === 0 || WHILES.some((one) => rest.join(' ').startsWith(one));
}

const STATES: ReadonlySet<string> = words(
  'down up full stuck broken unreachable available unavailable running healthy unhealthy',
);

/** `If the problem persists`, `If the worker is down`; not `If it fails, call the owner`, nor `If it fails call them`. */
function isHalf(words: readonly string[]): boolean {
  const isCondition = words[0] === 'if' || (words[0] === 'in' && words[1] === 'case');
  if (!isCondition || words.length > 8 || words.some((word) => !/^[\w-]+$/.test(word))) return false;
  const [verb, last = ''] = [words.filter((word) => word !== 'not').at(-2), words.at(-1)];
  return /^(fails|failed|persists|continues)$/.test(last) || (verb === 'is' && STATES.has(last));
}
