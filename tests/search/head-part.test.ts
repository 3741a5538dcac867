import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildHeads, buildIndex } from '../../src/search/build-index.ts';
import { headPart } from '../../src/search/head-part.ts';
import { ENGLISH } from '../../src/search/language.ts';
import { page, section } from './small-book.ts';

describe('headPart', () => {
  it('is all that the first two parts of the index are made of, whatever stands where', () => {
    const text = fc
      .array(
        fc.constantFrom(
          'queue',
          'Persistent Volume Claim (PVC)',
          'a-b_c',
          '再起動',
          '\n',
          '—',
          'x'.repeat(90),
        ),
        {
          maxLength: 80,
        },
      )
      .map((words) => words.join(' '));
    const heading = fc.constantFrom('KubeletDown', 'DiskFull', 'Steps', '');
    const pages = fc
      .array(
        fc
          .array(fc.tuple(heading, text), { maxLength: 6 })
          .map((all) => all.map(([name, said]) => section(name, said))),
        { minLength: 1, maxLength: 3 },
      )
      .map((all) => all.map((sections, at) => page({ id: `p${at}`, title: 'DiskFull', sections })));
    fc.assert(
      fc.property(pages, (all) => {
        const { names, symptom } = buildIndex(all, ENGLISH);
        expect(
          buildHeads(
            all.map((one) => ({ ...one, ...headPart(one) })),
            ENGLISH,
          ),
        ).toEqual({ names, symptom });
      }),
    );
  });

  it('changes with nothing further down a page', () => {
    const long = 'word '.repeat(70);
    const [one, other] = ['one', 'another'].map((last) =>
      headPart(page({ id: 'p', sections: [section('', long), section('Steps', last)] })),
    );
    expect(one).toEqual(other);
  });
});
