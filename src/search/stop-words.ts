const ENGLISH = words(
  'a an and are as at be been but by can did do does for from had has have how i if in into is it its me my of on ' +
    'or our so that the their them then there these they this those to was we were what when where which while who ' +
    'why will with you your ' +
    'anybody anyone everybody everyone nobody somebody someone kinda please really super totally very',
);

/**
 * Without accents, as words are indexed. Words that say that something is not, is off, is full or is gone are left
 * out.
 */
const OTHERS: Readonly<Record<string, ReadonlySet<string>>> = {
  de: words(
    'aber als am auch auf bei beim bin da das dass dem den der des die dies diese diesem diesen dieser dieses du ein ' +
      'eine einem einen einer eines er es hat habe haben hatte hier ich ihr ihre ihrer im ist kann kommt konnen man mein ' +
      'meine mir mit muss oder seit sich sie sind sobald soll uber um und uns unser unsere von war waren warum was weil ' +
      'welche welcher welches wenn wer werden wie wir wird wo wurde wurden zum zur',
  ),
  es: words(
    'al como con cual cuando de del desde donde el ella ellos en es esta este esto estos hay la las lo los me mi muy o ' +
      'para pero por porque que quien se ser si son su sus un una unas unos y ya yo',
  ),
  fr: words(
    'ai au aux avec ce ces cet cette comme comment dans de depuis des du elle elles en est et etre eu il ils j je l la ' +
      'le les leur ma mais mes mon nos notre nous on ont ou par pour pourquoi qu quand que quel quelle qui quoi sa ses ' +
      'son sont sur tu un une vos votre vous y',
  ),
  it: words(
    'a ai al alla alle anche c che chi come con cosa da dal dalla dei del della delle di dove e ed gli ha hanno i il in ' +
      'io l la le lo ma mi nel nella o per perche quando quale questa questo si sono su sul sulla tra un una uno',
  ),
  nl: words(
    'aan al als bij dan dat de der deze die dit door een en er haar heb hebben heeft het hij hoe ik in is je kan maar ' +
      'met mijn naar of om onze op te tot u van voor waar waarom wanneer was wat we welke wie wij wordt ze zij zijn',
  ),
  pt: words(
    'a ao aos as com como da das de do dos e ela ele em essa esse esta este eu foi ha isso ja mas me meu minha na nas no ' +
      'nos o onde os ou para pela pelo por porque qual quando que quem se ser seu sua tem um uma',
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
