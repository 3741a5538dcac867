import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { bookLanguage, loadLanguage } from '../../src/judge/book-language.ts';
import { openBook } from '../../src/judge/open-book.ts';
import { allPages } from '../../src/search/all-pages.ts';
import { buildIndex } from '../../src/search/build-index.ts';
import { indexFiles } from '../../src/search/index-files.ts';
import { ENGLISH, UNSTEMMED } from '../../src/search/language.ts';
import { match } from '../../src/search/match.ts';
import { openIndex } from '../../src/search/open-index.ts';
import type { OpenIndex } from '../../src/search/open-index.ts';
import { unpackNames } from '../../src/search/packed-names.ts';
import type { PackedNames } from '../../src/search/packed-names.ts';
import type { SearchPage } from '../../src/search/page.ts';
import { openStored, storeIndex } from '../../src/search/stored-index.ts';
import { splitWords } from '../../src/search/words.ts';
import { GERMAN_QUERIES } from './german-queries.ts';

// Forms of one word, as they stand on a page and as they are typed. Accents are taken off before.
const FORMS: readonly (readonly [language: string, words: string])[] = [
  ['da', 'forbindelse forbindelser'],
  ['de', 'Warteschlange Warteschlangen'],
  ['de', 'abgelaufen abgelaufene abgelaufenes'],
  ['de', 'GRÖSSE Größe Größen'],
  ['de-AT', 'Ausfall Ausfälle Ausfällen'],
  ['en', 'failing failed failure'],
  ['en-GB', 'replica replicas'],
  ['es', 'conexión conexiones'],
  ['fi', 'virhe virheet'],
  ['fr', 'requête requêtes'],
  ['fr', 'démarrer démarré démarrée démarrés démarrées démarre'],
  ['fr', 'arrêter arrêtée arrêtés'],
  ['fr', 'saturé saturée saturer saturation'],
  ['en', 'reconcile reconciliation reconciles'],
  ['hu', 'lemez lemezek'],
  ['it', 'connessione connessioni'],
  ['nb', 'tilkobling tilkoblinger'],
  ['nl', 'verbinding verbindingen'],
  ['nn', 'feil feilen'],
  ['no', 'tjeneste tjenester'],
  ['pt-BR', 'réplica réplicas'],
  ['ro', 'certificat certificate'],
  ['ru', 'ошибка ошибки'],
  ['sv', 'anslutning anslutningar'],
  ['tr', 'kuyruk kuyruklar'],
];

describe('a language', () => {
  it.each(FORMS)('%s knows that %s are forms of one word', async (tag, forms) => {
    const { stem } = await loadLanguage(tag);
    const stems = splitWords(forms).map(({ text }) => stem(text));
    expect(stems.length).toBeGreaterThan(1);
    expect(new Set(stems).size).toBe(1);
  });

  it.each(['pl', 'ja', 'tlh', 'constructor'])(
    '%s, which has no stemmer, takes words as they are',
    async (tag) => {
      expect(await loadLanguage(tag)).toBe(UNSTEMMED);
      expect((await bookLanguage(tag)).module).toBeUndefined();
    },
  );

  it('English is part of the program, in every spelling of its tag', async () => {
    for (const tag of ['en', 'en-GB', 'EN-us'])
      expect(await bookLanguage(tag)).toEqual({ tag, language: ENGLISH });
  });

  it.each([
    ['de', 'warum ist die'],
    ['es', 'por que el'],
    ['fr', 'pourquoi le qui'],
    ['it', 'perché il che'],
    ['nl', 'waarom de het'],
    ['pt-BR', 'por que o'],
  ])('%s takes no sense from %s', async (tag, said) => {
    const { isStopWord } = await loadLanguage(tag);
    expect(splitWords(said).filter(({ text }) => !isStopWord(text))).toEqual([]);
  });

  it('leaves names, numbers and what is not of its letters as it is', async () => {
    const { stem } = await loadLanguage('de');
    expect(['5xx', 'err-id-x', '413', 'io', '再起'].map(stem)).toEqual([
      '5xx',
      'err-id-x',
      '413',
      'io',
      '再起',
    ]);
  });
});

describe('a German book', () => {
  let pages: readonly SearchPage[];
  let index: OpenIndex;
  const root = fileURLToPath(new URL('../fixtures/books/german', import.meta.url));
  beforeAll(async () => {
    const { book, alertRules } = await openBook(root);
    const given = await bookLanguage(book.settings.language);
    pages = allPages(book, alertRules);
    // As a browser gets it: files, and the module of its language.
    const { shards, language, stemmer } = indexFiles(book, alertRules, given);
    expect(language).toBe('de');
    expect(stemmer).toContain('export');
    index = openIndex(
      {
        // Just written by `indexFiles`.
        names: unpackNames(JSON.parse(shards.names) as PackedNames),
        symptom: JSON.parse(shards.symptom) as ReturnType<typeof buildIndex>['symptom'],
        body: JSON.parse(shards.body) as ReturnType<typeof buildIndex>['body'],
      },
      given.language,
    );
  });
  const firstFor = (asked: string, of = index) => match(of, asked, { hasOthers: true }).results[0]?.id;

  it.each(GERMAN_QUERIES)('%j leads to %s first', (asked, id) => {
    expect(firstFor(asked)).toBe(id);
  });

  it('finds the same in an index that a call has kept', async () => {
    const again = openStored(structuredClone(storeIndex(index)), await loadLanguage('de'));
    const wrong = GERMAN_QUERIES.filter(([asked, id]) => firstFor(asked, again) !== id);
    expect(wrong).toEqual([]);
  });

  it('would find less with the stems of another language, or none', () => {
    for (const language of [ENGLISH, UNSTEMMED]) {
      const other = openIndex(buildIndex(pages, language), language);
      expect(firstFor('Warteschlangen wachsen', other)).toBeUndefined();
    }
  });

  it.each(['was ist das', 'und oder aber', 'Wie spät ist es', 'die Kaffeemaschine ist kaputt'])(
    '%j is like nothing in it',
    (asked) => {
      expect(match(index, asked, { hasOthers: true })).toMatchObject({ verdict: 'nothing', results: [] });
    },
  );
});
