import { describe, expect, it } from 'vitest';
import type { Entry } from '../../src/run/entry.ts';
import { openBlock, replaceBlock } from '../../src/run/note.ts';
import { addToTimeline, renderEntry } from '../../src/run/timeline.ts';

const STEP: Entry = {
  kind: 'step',
  at: '2026-11-29T23:59:58.000Z',
  endedAt: '2026-11-30T00:00:03.200Z',
  runbook: 't/a',
  step: 'depth',
  outcome: 'passed',
  status: 0,
};

describe('a line of the Timeline', () => {
  it.each([
    [STEP, undefined, '- 2026-11-29 23:59:58 to 2026-11-30 00:00:03 UTC: `depth`: ok, exit 0, 5.2 s'],
    [STEP, '2026-11-29', '- 23:59:58 to 2026-11-30 00:00:03 UTC: `depth`: ok, exit 0, 5.2 s'],
    [
      { ...STEP, at: '2026-11-30T00:00:01.000Z', outcome: 'failed', status: 3, who: 'Mia' },
      '2026-11-30',
      '- 00:00:01 to 00:00:03 UTC: `depth`: **failed**, exit 3, 2.2 s (Mia)',
    ],
    [
      { ...STEP, kind: 'decision', endedAt: undefined, text: 'we wait\n## until noon' },
      '2026-11-29',
      '- 23:59:58 UTC: **Decision**: we wait ## until noon',
    ],
    [
      { ...STEP, outcome: 'cut-off', status: 0 },
      '2026-11-29',
      '- 23:59:58 to 2026-11-30 00:00:03 UTC: `depth`: **cut off**, 5.2 s',
    ],
    [
      { ...STEP, kind: 'skipped', endedAt: undefined, text: 'was skipped' },
      '2026-11-29',
      '- 23:59:58 UTC: `depth` was skipped.',
    ],
  ] as const)('says %o after %s', (entry, day, line) => {
    // What is `undefined` here is left out of an entry.
    const { endedAt, ...rest } = entry;
    expect(renderEntry(endedAt === undefined ? rest : { ...rest, endedAt }, day)).toBe(line);
  });
});

describe('the Timeline of a note', () => {
  const remark = (at: string, text: string): Entry => ({ kind: 'remark', at, runbook: 't/a', text });
  const first = remark('2026-11-29T10:00:00Z', 'one');
  const second = remark('2026-11-29T10:00:05Z', 'two');

  it.each([
    [
      'a template with its own lines',
      '# I\n\n## Timeline\n\nText.\n\n- _HH:MM_ UTC: Suspected. _What_\n- _HH:MM_ UTC: Mitigated.\n\n## End\n',
      '# I\n\n## Timeline\n\nText.\n\n- _HH:MM_ UTC: Suspected. _What_\n- 2026-11-29 10:00:00 UTC: Remark: one\n- 10:00:05 UTC: Remark: two\n- _HH:MM_ UTC: Mitigated.\n\n## End\n',
    ],
    [
      'an empty section',
      '## Timeline\n\n## End\n',
      '## Timeline\n\n- 2026-11-29 10:00:00 UTC: Remark: one\n- 10:00:05 UTC: Remark: two\n\n## End\n',
    ],
    [
      'what a person wrote meanwhile',
      '## Timeline\n\n- 2026-11-29 09:00:00 UTC: Remark: zero\n- 09:58 UTC: called Mia\n\n## End\n',
      '## Timeline\n\n- 2026-11-29 09:00:00 UTC: Remark: zero\n- 09:58 UTC: called Mia\n- 10:00:00 UTC: Remark: one\n- 10:00:05 UTC: Remark: two\n\n## End\n',
    ],
    [
      'a note without the section, with a fence that holds such a heading',
      '# I\n\n## Steps of t/a, run x\n\n```text\n## Timeline\n```\n',
      '# I\n\n## Timeline\n\n- 2026-11-29 10:00:00 UTC: Remark: one\n- 10:00:05 UTC: Remark: two\n\n## Steps of t/a, run x\n\n```text\n## Timeline\n```\n',
    ],
  ])('is filled in %s', (_, note, expected) => {
    expect(addToTimeline(addToTimeline(note, first), second)).toBe(expected);
  });

  it('keeps the steps of two responders apart, and a step whose block somebody took out', () => {
    const none = { head: '', dropped: 0, tail: '' };
    const note = `# I\n\n${openBlock('a1', 'depth', none)}\n\n${openBlock('b2', 'depth', none)}\n`;
    const ended = replaceBlock(replaceBlock(note, 'b2', '`depth`: second'), 'a1', '`depth`: first');
    expect(ended).toBe('# I\n\n`depth`: first\n\n`depth`: second\n');
    expect(replaceBlock('# I\n', 'c3', '`depth`: third')).toBe('# I\n\n`depth`: third\n');
  });
});
