const ENGLISH = words(
  'a an and are as at be been but by can did do does for from had has have how i if in into is it its me my of on ' +
    'or our so that the their them then there these they this those to was we were what when where which while who ' +
    'why will with you your',
);

/** Without accents, as words are indexed. What says that something is not, is off, is full or is gone is none. */
const OTHERS: Readonly<Record<string, ReadonlySet<string>>> = {
  de: words(
    'aber als am auch auf bei beim bin da das dass dem den der des die dies diese diesem diesen dieser dieses du ein ' +
      'eine einem einen einer eines er es hat habe haben hatte hier ich ihr ihre ihrer im ist kann kommt konnen man mein ' +
      'meine mir mit muss oder seit sich sie sind sobald soll uber um und uns unser unsere von war waren warum was weil ' +
      'welche welcher welches wenn wer werden wie wir wird wo wurde wurden zum zur',
  ),
};

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** Whether an English word says nothing by itself. `no`, `not`, `only`, `down` and `up` do. */
export function isStopWord(word: string): boolean {
  return ENGLISH.has(word);
}

/** Words of another language that say nothing by themselves. @param subtag as in `de` */
export function stopWordsOf(subtag: string): ReadonlySet<string> {
  return OTHERS[subtag] ?? new Set();
}
