import { expect } from 'chai';
import { englishByRoom, english } from '../../server/web/i18n/en.ts';
import type { Translation } from '../../server/web/i18n/catalogue.ts';
import { readPageTexts, type FoundText } from './page-texts.ts';

const root = new URL('../../', import.meta.url).pathname.replace(/\/$/, '');
const ROOMS = ['accounts', 'learning', 'assessment', 'certification', 'administration', 'storage', 'web'];

/** Files whose texts reach no page, with the reason. */
const SKIPPED: readonly { readonly files: RegExp; readonly because: string }[] = [
  { files: /^server\/web\/i18n\//, because: 'the catalogue itself' },
  { files: /^server\/accounts\/regions\/region-table\.ts$/, because: 'names of places are the same in every language' },
  { files: /^server\/certification\/pdf\/(?!render-certificate\.ts|picture\/picture\.ts)/, because: 'a certificate is printed in Indonesian; its translations stand in its own words.ts' },
  { files: /^server\/certification\/(credential\/(achievement-credential|status-list)|badge\/share-picture)\.ts$/, because: 'like the paper, the credential and the picture of a certificate are in Indonesian, whoever reads them' },
  { files: /^server\/certification\/write-certificates-csv\.ts$/, because: 'a table for Indonesian offices, the same whoever downloads it' },
  { files: /^server\/assessment\/question-types\/(check-plugin|load-plugins)\.ts$/, because: 'said at start to whoever writes a plug-in' },
  { files: /^server\/learning\/pictures\/picture-store\.ts$/, because: 'said in the log' },
  { files: /^server\/learning\/search\/word-roots\.ts$/, because: 'a list of words that say nothing, looked for in both languages' },
  { files: /^server\/certification\/holder-name\.ts$/, because: 'a list of academic degrees' },
];

/** Texts in code that are shown to nobody as they stand, or are the same in every language. */
const SAME_IN_ENGLISH: Readonly<Record<string, string>> = {
  Bimtek: 'the name of the product',
  Styleguide: 'a page for developers',
  English: 'each language is called by its own name',
  'Bahasa Indonesia': 'each language is called by its own name',
  'Penerbit belum ditetapkan': 'printed on a certificate that is marked as a sample',
  Aiken: 'the name of a format',
  'Moodle XML': 'the name of a format',
  'nobody has this password': 'hashed, so that an unknown name takes as long as a known one',
  'Open Badges 3.0 (VC-JWT)': 'the name of a standard',
  True: 'part of a message to authors, who get both languages',
  False: 'part of a message to authors, who get both languages',
};

/** Arguments of `t` that are decided elsewhere: where the sentences stand that they can be. */
const DECIDED_ELSEWHERE: readonly { readonly argument: RegExp; readonly because: string }[] = [
  { argument: /^(why|\w\.(error|logo|file)|sentence|it\.message|rejected\.sentence)$/, because: 'a sentence of an error, read where the error is thrown' },
  { argument: /^described\.(title|sentence)$/, because: 'a sentence of an error, read where the error is thrown' },
  { argument: /(state|role|event|field)Words\b/, because: 'a word out of a table beside it' },
  { argument: /^(label|text)$/, because: 'an entry of the list that is walked through' },
  { argument: /^(row\.reason|roster\.problem)$/, because: 'why a list or a row of it is refused, read where it is judged' },
];

/** Sentences put together from pieces that no reader sees. */
const FOR_THE_LOG = /^server\/(certification\/pdf\/render-certificate\.ts|storage\/)/;

const read = readPageTexts(root, ROOMS, (file) => SKIPPED.some(({ files }) => files.test(file)));
/** Storage also speaks to developers, in the words of MongoDB and SQL: those do not end as sentences do. */
const reachesReader = ({ kept, place }: FoundText): boolean => !place.startsWith('server/storage/') || kept.endsWith('.');
const texts = { ...read, keys: read.keys.filter(reachesReader) };
const listed = (found: readonly FoundText[]): string[] => found.map(({ kept, place }) => `${place}  ${kept}`);
const known = (text: string): boolean => Object.hasOwn(english, text) || Object.hasOwn(SAME_IN_ENGLISH, text);

const placeholders = (text: string): string => [...new Set(text.match(/\{\w+\}/g))].sort().join(' ');
const forms = (translation: Translation): readonly string[] => (typeof translation === 'string' ? [translation] : Object.values(translation));

describe('The English of the pages', () => {
  it('is read from the whole of the pages', () => {
    expect(new Set(texts.keys.map(({ kept }) => kept)).size).above(600);
  });

  it('has a text for every Indonesian sentence', () => {
    const missing = texts.keys.filter(({ kept }) => !known(kept));
    expect(listed(missing.filter(({ kept }, at) => missing.findIndex((other) => other.kept === kept) === at))).deep.equal([]);
  });

  it('keeps no text that no page says any more', () => {
    const said = new Set(texts.keys.map(({ kept }) => kept));
    expect([...Object.keys(english), ...Object.keys(SAME_IN_ENGLISH)].filter((key) => !said.has(key))).deep.equal([]);
  });

  it('says each sentence in one place', () => {
    const keys = Object.values(englishByRoom).flatMap((room) => Object.keys(room));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).deep.equal([]);
  });

  it('fills the same gaps as the Indonesian', () => {
    const differing = Object.entries(english).filter(([key, value]) => forms(value).some((form) => placeholders(form) !== placeholders(key)));
    expect(differing).deep.equal([]);
  });

  it('counts with a plural only where {n} or {seconds} counts', () => {
    const counting = Object.entries(english).filter(([key, value]) => typeof value !== 'string' && !/\{(n|seconds)\}/.test(key));
    expect(counting).deep.equal([]);
  });

  it('leaves no text empty', () => {
    expect(Object.entries(english).filter(([, value]) => forms(value).some((form) => form.trim() === ''))).deep.equal([]);
  });
});

describe('A sentence on a page', () => {
  it('is written whole, never put together from pieces', () => {
    expect(listed(texts.assembled.filter(({ place }) => !FOR_THE_LOG.test(place)))).deep.equal([]);
  });

  it('is written where it is translated, or known to stand elsewhere', () => {
    const unknown = texts.computed.filter(({ kept }) => !DECIDED_ELSEWHERE.some(({ argument }) => argument.test(kept)));
    expect(listed(unknown)).deep.equal([]);
  });

  it('goes through t, also between the tags of a view', () => {
    // Names and the example of a serial are the same in every language.
    const bare = texts.untouched.filter(({ kept }) => !/^·? ?(Bimtek|Styleguide|PSM-2026-7F3K-9Q2M-4T)$/.test(kept));
    expect(listed(bare)).deep.equal([]);
  });
});
