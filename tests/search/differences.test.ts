import { describe, expect, it } from 'vitest';
import { hitLine } from '../../src/search/hit-line.ts';
import { match } from '../../src/search/match.ts';
import { indexOf, page } from './small-book.ts';

const index = indexOf(
  page({
    id: 'full',
    title: 'CephOSDFull',
    services: ['osd'],
    severity: 'sev1',
    summary: 'An OSD is 95 % full.',
  }),
  page({
    id: 'near',
    title: 'CephOSDNearFull',
    services: ['osd'],
    severity: 'sev2',
    summary: 'An OSD is 85 % full.',
  }),
  page({ id: 'queue', title: 'Order queue backlog', summary: 'Orders wait.' }),
);
const differs = (asked: string) =>
  Object.fromEntries(match(index, asked).results.map((one) => [one.id, one.differs]));

describe('the first three', () => {
  it('carry what tells them apart', () => {
    expect(differs('osd is full')).toEqual({ full: 'not near, 95 %', near: 'near, 85 %' });
  });

  it('carry nothing where none is like another', () => {
    expect(differs('order queue')).toEqual({ queue: undefined });
  });
});

describe('the line of a paste that hit', () => {
  const why = {
    kind: 'words',
    text: 'Disk is full',
    ranges: [
      [0, 4],
      [8, 12],
    ],
  } as const;

  it('is the one with most of the words', () => {
    expect(hitLine('all is well\n  the disk of db-1 is   full \nfull stop', why)).toBe(
      'the disk of db-1 is full',
    );
  });

  it('is the one that an error string stands in', () => {
    const error = { kind: 'error', text: '/code \\d+/', ranges: [] } as const;
    expect(hitLine('begin\nended with code 12\ncode', error)).toBe('ended with code 12');
  });

  it('is not said of one line alone, nor where none tells', () => {
    expect(hitLine('the disk is full', why)).toBeUndefined();
    expect(hitLine('one\ntwo', why)).toBeUndefined();
  });
});
