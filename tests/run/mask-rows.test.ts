import { describe, expect, test } from 'vitest';
import { MASK, maskText, masker } from '../../src/run/mask.ts';
import { WRITERS } from './secret-writers.ts';

/** A secret, and ways in which a program may print it. */
const WRITTEN: readonly (readonly [secret: string, forms: readonly string[]])[] = [
  ['hunter2', ['hunter2', 'aHVudGVyM', '68756e74657232', '68 75 6e 74 65 72 32', '68756E74657232']],
  ['p&ss w/"1"', ['p%26ss%20w%2F%221%22', 'p%26ss%20w%2f%221%22', 'p%26ss+w%2F%221%22', 'p&ss w/\\"1\\"']],
  [
    'p&ss w/"1"',
    ['p\\u0026ss w/\\"1\\"', 'p&ss w\\/\\"1\\"', 'p\\&ss\\ w/\\"1\\"', 'p&amp;ss w/&quot;1&quot;'],
  ],
  ["it's (*)!", ['it%27s%20%28%2A%29%21', 'it%27s%20%28%2a%29%21', "it'\\''s (*)!", 'it&#39;s (*)!']],
  ['it\'s <b>"', ["it's &lt;b&gt;&quot;", 'it&#x27;s &lt;b&gt;&quot;', 'it&apos;s &lt;b&gt;&quot;']],
  ['it\'s <b>"', ['it&#39;s &lt;b&gt;&#34;', `it's \\u003cb\\u003e\\"`]],
  ['a-b_c.d~e', ['a%2Db%5Fc%2Ed%7Ee', 'a%2db%5fc%2ed%7ee']],
  ['café-crème', ['caf\\u00e9-cr\\u00e8me', 'caf%C3%A9-cr%C3%A8me', '636166c3a92d6372c3a86d65']],
  ['é<b>&"\\', ['\\u00e9\\u003cb\\u003e\\u0026\\"\\\\']],
  // Exactly six letters, in forms that the secret itself does not have.
  ['a"b"', ['a\\"b\\"', 'a%22b%22', 'a&quot;b&quot;']],
  ['it=c>', ['it=c&gt;', 'it=c\\u003e', 'it%3Dc%3E']],
  ['x/y/"é', ['x\\/y\\/\\"é', 'x/y/\\"\\u00e9']],
  ['p,ss é#1 ~"x"', ['p\\,ss\\ é#1\\ ~\\"x\\"', 'p,ss\\ é#1\\ ~\\"x\\"']],
  ['p"$x`\\', ['p\\"\\$x\\`\\\\', 'p"$x`\\\\']],
  [`it's "1\\`, [`it\\'s "1\\\\`]],
  ["it's/a! b", ['it%27s%2Fa!%20b', 'it%27s/a%21%20b', 'it%27s%2Fa%21+b']],
  ["it's/a-b! c", ['it%27s%2Fa-b%21%20c']],
  ["it's/a! b", ["it's%2Fa!%20b", 'it%27s%2Fa%21%20b']],
  ['a ~b* c', ['a+%7Eb*+c', 'a+~b%2A+c']],
  ['é<b>"x', ['é<b>\\"x', '\\u00e9<b>\\"x', 'é\\u003cb\\u003e\\"x']],
  ['é<\tb"x', ['é<\\tb\\"x']],
  ['é<b>/"x', ['é<b>/\\"x']],
  ['p é~#"x', ['p\\ \\é\\~\\#\\"x']],
  ['p "$x`', ['p \\"\\$x\\`']],
  ["it's\\xyz", ["it's\\\\xyz", "it\\'s\\\\xyz"]],
  ['it\'s <b>"', ['it&#39;s &lt;b&gt;&quot;']],
  ["it's it's", ['it&#39;s it&#39;s', 'it%27s%20it%27s']],
  ['hunter2!', ['68 75 6e 74 65 72 32 21', '68 75 6E 74 65 72 32 21', 'hunter2%21']],
  ['first line\nsecond line', ['first line', 'second line', 'first line\\nsecond line']],
  [
    'first line\nsecond line',
    ['first line\r\nsecond line', 'first line%0D%0Asecond line', 'first line\\r\\nsecond line'],
  ],
  // In base64 of its JSON.
  ['p"q r"s', ['cFwicSByXCJz']],
  [
    'abc>>>???',
    [
      ...['YWJjPj4+Pz8/', 'YWJjPj4-Pz8_', 'YWJjPj4%2BPz8%2F', 'YWJjPj4%2bPz8%2f', 'YWJjPj4\\u002bPz8\\/'],
      ...['YWJjPj4\\u002BPz8\\/', 'YWJjPj4&#43;Pz8&#47;', 'YWJjPj4&#x2B;Pz8&#x2F;'],
    ],
  ],
  ['a/b+c=d\u00A0e', ['a&sol;b&plus;c&equals;d&nbsp;e']],
  ['it\'s <b>"', ['it&#039;s &lt;b&gt;&#034;']],
  ['a"b<c>d', ['a&amp;amp;quot;b&amp;amp;lt;c&amp;amp;gt;d']],
  ['café-x', ['caf\\\\\\\\u00e9-x', 'caf\\xc3\\xa9-x', 'caf\\xe9-x']],
  ['p&ss w', ['p%252526ss%252520w']],
  ['a ~b* c', ['a%2B~b*%2Bc']],
  ['a"b"cd', [`a"'"'"b"'"'"cd`]],
  ['hunter2', ['104 117 110 116 101 114 050']],
  ['first line\r\nsecond line', ['first line', 'second line']],
];

describe('a secret', () => {
  test.each(WRITTEN)('%j is hidden as any program may write it', (secret, forms) => {
    for (const form of forms) expect([form, maskText(`<${form}>`, [secret])]).toEqual([form, `<${MASK}>`]);
  });

  test.each([0, 1, 2])('is hidden in base64 that begins %i bytes before it', (before) => {
    const text = Buffer.from(`${'x'.repeat(before)}hunter2-Zeta9>>???${'y'.repeat(3)}`).toString('base64');
    const url = text.replaceAll('+', '-').replaceAll('/', '_');
    for (const form of [text, url]) {
      const masked = maskText(form, ['hunter2-Zeta9>>???']);
      // What its neighbours share a letter with stays.
      expect(masked.length - MASK.length).toBeLessThanOrEqual(9);
      expect(masked).toContain(MASK);
    }
  });

  test('of base64 whose last group is whole keeps no letter', () => {
    expect(maskText(Buffer.from('hunter2ab').toString('base64'), ['hunter2ab'])).toBe(MASK);
  });

  test('is hidden at its longest where one holds the other', () => {
    expect(maskText('hunter2-long hunter2', ['hunter2', 'hunter2-long'])).toBe(`${MASK} ${MASK}`);
  });

  test.each([
    ['it"s', 'it\\"s', 'it\\"s'],
    ['it"s', 'it"s', MASK],
    ['it"s', 'it&quot;s', MASK],
    ['ab', 'ab 6162 YWI= 97 98 6 1', `${MASK} 6162 YWI= 97 98 6 1`],
    ['abc', '61 62 63, 97 98 99', `${MASK}, 97 98 99`],
    ['abcd', 'x 97 98 99 100', `x ${MASK}`],
    ["a'", "a''x", `${MASK}'x`],
    ['a-b_c.d~e', 'a--b_c.d~e', 'a--b_c.d~e'],
    ['hunter2', '6 8 7 5 6 e 7 4 6 5 7 2 3 2', '6 8 7 5 6 e 7 4 6 5 7 2 3 2'],
  ])('is looked for where nothing else can be meant: %j in %j', (secret, text, masked) => {
    expect(maskText(text, [secret])).toBe(masked);
  });

  test.each(Object.keys(WRITERS))('is hidden as %s', (name) => {
    const secret = `p&ss<w>"rd'/?1é\\x`;
    const form = WRITERS[name]?.(secret) ?? '';
    const masked = maskText(`<${form}>`, [secret]);
    // Marks of the text around it stay, such as brackets, and the letters of base64 that it shares with a neighbour.
    const around = WRITERS[name]?.('') ?? '';
    expect(masked).toContain(MASK);
    expect(masked.replace(MASK, '').length).toBeLessThanOrEqual(around.length + 14);
  });

  test('that is empty hides nothing', () => {
    expect(maskText('nothing here', ['', ''])).toBe('nothing here');
    expect(maskText('nothing here', [])).toBe('nothing here');
  });

  test('is hidden where lines break it', () => {
    expect(maskText('616\n263', ['abc'])).toBe(MASK);
    const wide = Buffer.from('a long secret of many words, more than a line').toString('base64');
    const broken = wide.replace(/.{7}/g, '$&\r\n  ');
    expect(maskText(`x ${broken} y`, ['a long secret of many words, more than a line'])).toContain(MASK);
    const far = wide.replace(/.{7}/g, `$&\n${' '.repeat(9)}`);
    expect(maskText(`x ${far} y`, ['a long secret of many words, more than a line'])).not.toContain(MASK);
  });
});

describe('a text in pieces', () => {
  const given = (pieces: readonly string[], secrets: readonly string[]): readonly string[] => {
    const mask = masker(secrets);
    return [...pieces.map((piece) => mask.push(piece)), mask.end()];
  };

  test.each<[string, readonly string[], readonly string[]]>([
    ['holds back what may become a secret', ['x hunt', 'er2 !'], ['x ', `${MASK} !`, '']],
    ['gives what became none', ['x hunt', 'ing!'], ['x ', 'hunting!', '']],
    ['gives what is left at its end', ['x hunt'], ['x ', 'hunt']],
    ['gives what cannot be one at once', ['x !'], ['x !', '']],
    ['gives a whole one at once', ['x hunter2'], [`x ${MASK}`, '']],
    ['holds its hex back over a line', ['x 687\n', '56e74657232 y'], ['x ', '', `${MASK} y`]],
    ['holds it back over a line that is half ended', ['x 687\r', '\n56e74657232 y'], ['x ', '', `${MASK} y`]],
    ['holds back all but one letter', ['x hunter', '2'], ['x ', MASK, '']],
    ['holds back one letter', ['x h', 'unter2'], ['x ', MASK, '']],
    ['holds back the letter that it begins with', ['h', 'unter2'], ['', MASK, '']],
    ['gives what goes on otherwise after a break', ['x 687\n', '! y'], ['x ', '687\n! y', '']],
    [
      'gives what is broken by more than blanks',
      ['x 687\n         ', '56e74657232'],
      ['x ', '', '687\n         56e74657232'],
    ],
    ['begins with no break', ['\n', '687'], ['\n', '', '687']],
    ['holds back what goes on after others', ['x y', 'h', 'unter2'], ['x y', '', MASK, '']],
    ['gives what goes on otherwise before a break', ['x 687Z\n', 'y'], ['x 687Z\n', 'y', '']],
    ['gives what a lone return breaks', ['x 687\r56', ' y'], ['x 687\r5', '6 y', '']],
    ['holds its hex back after one sign', ['x 6\n', '8756e74657232 y'], ['x ', '', `${MASK} y`]],
    ['gives a number that others follow', ['x 104z'], ['x 104z', '']],
    ['gives a number that others follow, with a blank', ['x 104z '], ['x 104z ', '']],
    ['gives base64 that goes on otherwise before a break', ['x aHVz\r'], ['x aHVz\r', '']],
    ['gives a whole one in hex at once', ['x 68756e74657232'], [`x ${MASK}`, '']],
  ])('%s', (_, pieces, out) => expect(given(pieces, ['hunter2'])).toEqual(out));

  test('waits for the longer of two secrets', () => {
    expect(given(['x hunter2', '-long y'], ['hunter2', 'hunter2-long'])).toEqual(['x ', `${MASK} y`, '']);
  });

  test('holds back all but one letter of the longest form', () => {
    const form = '&quot;'.repeat(6);
    const pieces = [`x${form.slice(0, -1)}`, '; y'];
    expect(given(pieces, ['"'.repeat(6)])).toEqual(['x', `${MASK} y`, '']);
  });
});
