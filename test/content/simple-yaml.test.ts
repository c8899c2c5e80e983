import { expect } from 'chai';
import fc from 'fast-check';
import { parseSimpleYaml } from '../../server/content/simple-yaml.ts';
import { parseYaml, type YamlDocument } from '../../server/content/yaml-document.ts';

const keys = ['id', 'title', 'minutes', 'competencies', 'lead', 'optional', 'draft', 'titel'];
const pieces = ['PSM', 'apa', 'itu', ' ', ': ', ':', ', ', '. ', ' #', '#', '-', '"', "'", '[', ']', '[A.1, B.2]', '[ A ]', '[]', '{', '}', '&', '*', '!', '|', '>', '%', '@', '`', '?', 'true', 'false', 'null', 'yes', '~', '8', '08', '1e3', '0x1f', '.5', '\t', '\\', '\u00AD', '—', '…'];

const line = fc
  .tuple(fc.constantFrom(...keys), fc.constantFrom(': ', ':  ', ':', ' : '), fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 }))
  .map(([key, colon, words]) => `${key}${colon}${words.join('')}`);

const places = (document: YamlDocument) =>
  keys.flatMap((key) => [document.placeOf([key]), document.placeOf([key, 0]), document.placeOf([key, 1]), document.placeOfKey([], key)]);

describe('The short way through front matter', () => {
  it('is taken by the front matter of the format', () => {
    const text = 'id: apa-itu-psm\ntitle: Apa itu PSM?\nminutes: 8\ncompetencies: [PSM.D.01, PSM.D.02]\nlead: Satu kalimat, lalu satu lagi.\noptional: false';
    expect(parseSimpleYaml(text, 'x.md', 2)?.value).to.deep.equal({
      id: 'apa-itu-psm',
      title: 'Apa itu PSM?',
      minutes: 8,
      competencies: ['PSM.D.01', 'PSM.D.02'],
      lead: 'Satu kalimat, lalu satu lagi.',
      optional: false,
    });
  });

  it('leads to the same values and places as the parser, or is not taken', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const text = lines.join('\n');
        const short = parseSimpleYaml(text, 'x.md', 2);
        if (!short) return;
        const long = parseYaml(text, 'x.md', 2, (_place, mistake) => {
          throw new Error(`${mistake.code} in ${JSON.stringify(text)}`);
        });
        if (!long) throw new Error('no document');
        expect(short.value).to.deep.equal(long.value);
        expect(places(short)).to.deep.equal(places(long));
      }),
      { numRuns: 2000 },
    );
  });
});
