import { expect } from 'chai';
import fc from 'fast-check';
import { Invalid } from '../../server/errors.ts';
import { numeric } from '../../server/assessment/question-types/numeric.ts';
import { readNumber } from '../../server/assessment/question-types/read-number.ts';
import { questionTypes } from '../../server/assessment/question-types/registry.ts';
import { shortText } from '../../server/assessment/question-types/short-text.ts';
import { single } from '../../server/assessment/question-types/single.ts';
import { questionTypeContract } from '../contracts/question-type.ts';

for (const [name, type] of questionTypes) questionTypeContract(name, type);

const markdown = (text: string): string => `<p>${text}</p>`;

describe('numbers as people type them', () => {
  const cases: readonly [typed: string, unit: string, first: number | undefined][] = [
    ['18', '', 18],
    ['7,5', '', 7.5],
    ['7.5', '', 7.5],
    ['1.250.000', '', 1_250_000],
    ['1,250,000', '', 1_250_000],
    ['1 250 000', '', 1_250_000],
    ['1.250,75', '', 1250.75],
    ['1,250.75', '', 1250.75],
    ['Rp 200.000,-', 'Rp', 200_000],
    ['75 %', '%', 75],
    ['-3', '', -3],
    ['0', '', 0],
    ['18 tahun', 'tahun', 18],
    ['18 bulan', 'tahun', undefined],
    ['1.25.000', '', undefined],
    ['12.50.000,1,2', '', undefined],
    ['delapan belas', '', undefined],
    ['1e3', '', undefined],
    ['--3', '', undefined],
    ['.', '', undefined],
    ['', '', undefined],
  ];
  for (const [typed, unit, first] of cases) {
    it(`reads "${typed}"${unit && ` in ${unit}`} as ${first ?? 'no number'}`, () => {
      expect(readNumber(typed, unit)[0]).to.equal(first);
    });
  }

  it('reads every number that Indonesian and English formatting write', () => {
    const formats = ['id-ID', 'en-GB'].map((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }));
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (thousandths) => {
        const number = thousandths / 1000;
        for (const format of formats) expect(readNumber(format.format(number))).to.include(number);
      }),
      { numRuns: 500 },
    );
  });

  it('takes the point for thousands or decimals, as the key needs it', () => {
    const grade = (answer: number, response: string) => numeric.grade({ answer, tolerance: 0 }, response);
    expect(grade(1250, '1.250')).to.equal(1);
    expect(grade(1.25, '1.250')).to.equal(1);
    expect(grade(125, '1.250')).to.equal(0);
    expect(grade(0.4, '0,4')).to.equal(1);
  });

  it('says to write the number alone when another unit is typed', () => {
    expect(() => numeric.parse({ response: '18 bulan' }, { answer: 18, tolerance: 0, unit: 'tahun' })).to.throw(Invalid, /angkanya saja/);
  });
});

describe('a key in the authors\' files', () => {
  const option = (id: string, correct = false, feedback?: string) => ({ id, text: `Pilihan ${id}`, correct, feedback });
  const codes = (options: ReturnType<typeof option>[]) => single.check({ options, shuffle_options: true }).map((problem) => problem.code);

  it('has to have exactly one right option in `single`', () => {
    expect(codes([option('a', false, 'x'), option('b', false, 'x')])).to.deep.equal(['no-correct-option']);
    expect(codes([option('a', true, 'x'), option('b', true, 'x')])).to.deep.equal(['two-correct-options']);
  });

  it('must not show in the ids, which stand in the page', () => {
    expect(codes([option('benar', true, 'x'), option('b', false, 'x')])).to.deep.equal(['telling-option-id']);
    expect(codes([option('A', true, 'x'), option('a', false, 'x')])).to.include('bad-option-id');
    expect(codes([option('a', true, 'x'), option('a', false, 'x')])).to.include('duplicate-option-id').and.include('duplicate-option-text');
  });

  it('comes with feedback for every option, or with a warning', () => {
    expect(codes([option('a', true, 'x'), option('b')])).to.deep.equal(['missing-option-feedback']);
  });

  it('is kept when a translation lays its texts over it', () => {
    const body = single.compile({ options: [option('a', true), option('b', false, 'Bukan')], shuffle_options: true }, markdown);
    const english = single.translate(body, { options: [{ id: 'b', text: 'Option b', feedback: 'No' }] }, markdown);
    expect(english.options).to.deep.equal([
      { id: 'a', text: 'Pilihan a', correct: true, feedback: undefined },
      { id: 'b', text: 'Option b', correct: false, feedback: '<p>No</p>' },
    ]);
  });
});

describe('short text', () => {
  const body = shortText.compile({ answers: ['Permensos 10/2019', 'go.id'] }, markdown);
  for (const typed of ['permensos 10/2019', 'PERMENSOS  10/2019.', ' \u201cPermensos 10/2019\u201d ', 'go.id!']) {
    it(`takes "${typed}"`, () => expect(shortText.grade(body, shortText.parse({ response: typed }, body))).to.equal(1));
  }
  for (const typed of ['permensos 10 2019', '10/2019', '.go.id', '...']) {
    it(`refuses "${typed}"`, () => expect(shortText.grade(body, shortText.parse({ response: typed }, body))).to.equal(0));
  }
});
