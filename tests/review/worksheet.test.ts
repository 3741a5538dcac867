import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addTask,
  answeredQuestions,
  newWorksheet,
  sectionIds,
  updateWorksheet,
} from '../../src/review/worksheet.ts';
import { readTemplate, STANDARD_TEMPLATE } from '../../src/review/worksheet-template.ts';

const template = readTemplate(STANDARD_TEMPLATE);
const parts = (summary: string, ...runbooks: [string, string][]) => ({
  summary,
  runbooks: new Map(runbooks),
});
const first = newWorksheet(template, parts('now', ['shop/api', 'fine'], ['shop/queue', 'long']));

/** What people wrote: everything outside the machine's marks. */
function human(text: string): string {
  return text.replace(/(<!-- opsbook:begin .*? -->)[\s\S]*?(?=<!-- opsbook:end )/g, '$1');
}

describe('a worksheet', () => {
  test('has a section for each runbook, with the questions of the template', () => {
    expect(sectionIds(first)).toEqual(['shop/api', 'shop/queue']);
    expect(answeredQuestions(first, 'shop/api')).toEqual({ answered: 0, of: 6 });
    expect(answeredQuestions(first, 'shop/queue')).toEqual({ answered: 0, of: 6 });
    expect(answeredQuestions(first, 'shop/store')).toBeUndefined();
  });

  test('says what the machine knows today when it is started again', () => {
    const again = updateWorksheet(
      first,
      template,
      parts('later', ['shop/api', 'broken'], ['shop/queue', 'long']),
    );
    expect(again).toBe(first.replace('\nnow\n', '\nlater\n').replace('\nfine\n', '\nbroken\n'));
  });

  test('is the same when nothing has changed', () => {
    expect(updateWorksheet(first, template, parts('now', ['shop/api', 'fine'], ['shop/queue', 'long']))).toBe(
      first,
    );
  });

  test('gets a section for what is new below the others, and keeps that of what is gone', () => {
    const again = updateWorksheet(
      first,
      template,
      parts('now', ['shop/api', 'fine'], ['shop/store', 'full']),
    );
    expect(sectionIds(again)).toEqual(['shop/api', 'shop/queue', 'shop/store']);
    expect(again).toContain('### `shop/queue`\n\nNo longer asked for in this quarter.');
    expect(again.indexOf('shop/store')).toBeLessThan(again.indexOf('## Overall'));
  });

  test.each(['\n', '\r\n'])('keeps what people wrote byte for byte, lines ending in %j', (ending) => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('- [x] done', '  ', '\t', '## Mine', '<!-- mine -->', '$1 $& $$'),
    );
    const edits = fc.array(fc.tuple(fc.nat(), piece), { maxLength: 6 });
    fc.assert(
      fc.property(edits, (wanted) => {
        let lines = first.split('\n');
        for (const [at, text] of wanted) {
          const free = lines.flatMap((_, index) => (isFree(lines, index) ? [index] : []));
          const index = free[at % free.length] ?? 0;
          lines = lines.toSpliced(index, at % 3 === 0 ? 1 : 0, text.replace(/[\r\n]/g, ''));
        }
        const edited = lines.join(ending);
        const again = updateWorksheet(
          edited,
          template,
          parts('a $1\nb', ['shop/api', 'x\ny'], ['shop/queue', '$&']),
        );
        expect(human(again)).toBe(human(edited));
        expect(again.replaceAll('\r\n', '').includes('\n')).toBe(ending === '\n');
      }),
    );
  });

  test('takes a task for a runbook once, above its questions', () => {
    const task = '- [ ] After INC-1: say what it lacked';
    const once = addTask(first, 'shop/queue', task);
    expect(answeredQuestions(once, 'shop/queue')).toEqual({ answered: 0, of: 7 });
    expect(answeredQuestions(once, 'shop/api')).toEqual({ answered: 0, of: 6 });
    expect(addTask(once, 'shop/queue', task)).toBe(once);
    expect(addTask(first, 'shop/store', task)).toBe(first);
  });

  test('counts what people have ticked', () => {
    const ticked = first.replace('- [ ]', '- [x]').replace('- [ ]', '* [X]');
    expect(answeredQuestions(ticked, 'shop/api')).toEqual({ answered: 2, of: 6 });
  });

  test.each([
    ['without marks', '---\ntitle: Review\n---\n\n# Ours\n\nText.\n'],
    ['with an each that never ends', '# Ours\n\n<!-- opsbook:each-runbook -->\n'],
    ['of nothing', ''],
  ])('comes from a template %s too', (_, text) => {
    const sheet = newWorksheet(readTemplate(text), parts('now', ['a', 'fine'], ['b', 'long']));
    expect(sectionIds(sheet)).toEqual(['a', 'b']);
    expect(sheet).toContain('<!-- opsbook:begin summary -->\nnow\n');
  });

  test('survives an id that would end a comment', () => {
    const id = 'a-->b';
    const sheet = newWorksheet(template, parts('now', [id, 'fine']));
    expect(sectionIds(sheet)).toEqual([id]);
    expect(updateWorksheet(sheet, template, parts('now', [id, 'fine']))).toBe(sheet);
  });
});

/** Whether a line belongs to people: neither a mark nor inside the machine's part. */
function isFree(lines: readonly string[], index: number): boolean {
  const before = lines.slice(0, index + 1).join('\n');
  const opened = before.split('<!-- opsbook:begin ').length - before.split('<!-- opsbook:end ').length;
  return opened === 0 && !/^<!-- opsbook:/.test(lines[index] ?? '');
}
