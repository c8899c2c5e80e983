import { expect } from 'chai';
import { Invalid } from '../../server/errors.ts';
import { seededRandom } from '../../server/assessment/random.ts';
import type { QuestionType, ResponseForm } from '../../server/assessment/question-types/question-type.ts';

const GUESSES = 4000;
const plain = (markdown: string): string => `<p>${markdown}</p>\n`;

const formOf = (presented: { options?: readonly { id: string; chosen: boolean }[]; value?: string }): ResponseForm => ({
  response: presented.options ? presented.options.filter((option) => option.chosen).map((option) => option.id) : (presented.value ?? ''),
});

/** What every question type keeps to; run it over a type of your own: `questionTypeContract('single', single)`. */
export function questionTypeContract(name: string, type: QuestionType): void {
  describe(`question type ${name}`, () => {
    const examples = type.examples.map((example, index) => {
      const body = type.compile(type.authored.parse(example.authored), plain);
      const forms = [...example.right, ...example.wrong];
      return { example, body, forms, arrangement: type.arrange(body, seededRandom(`${name} ${index}`)) };
    });

    it('is named in small letters and shows how it is written', () => {
      expect(type.type).to.match(/^[a-z][a-z-]*$/);
      expect(examples).to.not.be.empty;
    });

    it('accepts its own examples and refuses keys it does not know', () => {
      for (const { example } of examples) {
        const authored = type.authored.parse(example.authored);
        expect(type.check(authored).filter((problem) => problem.severity === 'error')).to.deep.equal([]);
        expect(type.authored.safeParse({ ...(example.authored as object), 'no-such-key': 1 }).success).to.equal(false);
      }
      expect(type.overlay.safeParse({}).success).to.equal(true);
      expect(type.overlay.safeParse({ 'no-such-key': 1 }).success).to.equal(false);
    });

    it('keeps its body, arrangement and responses through JSON', () => {
      for (const { example, body, arrangement, forms } of examples) {
        const stored: unknown = JSON.parse(JSON.stringify(body));
        for (const form of forms) {
          const response: unknown = JSON.parse(JSON.stringify(type.parse(form, stored)));
          const again: unknown = JSON.parse(JSON.stringify(arrangement));
          expect(type.present(stored, again, response)).to.deep.equal(type.present(body, arrangement, type.parse(form, body)));
          expect(type.grade(stored, response)).to.equal(example.right.includes(form) ? 1 : type.grade(body, response));
        }
      }
    });

    it('grades right forms with 1, wrong ones with 0 and everything within 0 and 1', () => {
      for (const { example, body } of examples) {
        for (const form of example.right) expect(type.grade(body, type.parse(form, body)), JSON.stringify(form)).to.equal(1);
        for (const form of example.wrong) expect(type.grade(body, type.parse(form, body)), JSON.stringify(form)).to.equal(0);
        const random = seededRandom(`${name} grades`);
        for (let turn = 0; turn < 100; turn += 1) expect(type.grade(body, type.guess(body, random))).to.be.within(0, 1);
      }
    });

    it('takes an empty form as an empty response that earns nothing', () => {
      for (const { body, example } of examples) {
        for (const form of [{}, { response: '' }, { response: ['', ' '] }]) {
          const response = type.parse(form, body);
          expect(type.isEmpty(response)).to.equal(true);
          expect(type.grade(body, response)).to.equal(0);
        }
        for (const form of example.right) expect(type.isEmpty(type.parse(form, body))).to.equal(false);
      }
    });

    it('presents the same, whatever the key and the feedback are', () => {
      for (const { example, body, arrangement, forms } of examples) {
        const rekeyed = type.compile(type.authored.parse(example.rekeyed), plain);
        for (const form of forms) {
          const response = type.parse(form, body);
          expect(type.present(rekeyed, arrangement, response)).to.deep.equal(type.present(body, arrangement, response));
        }
        expect(type.review(rekeyed, arrangement, undefined)).to.not.deep.equal(type.review(body, arrangement, undefined));
      }
    });

    it('gives back the response that a presented form holds', () => {
      for (const { body, arrangement, forms } of examples) {
        for (const form of forms) {
          const response = type.parse(form, body);
          const again = type.parse(formOf(type.present(body, arrangement, response)), body);
          expect(type.present(body, arrangement, again)).to.deep.equal(type.present(body, arrangement, response));
          expect(type.grade(body, again)).to.equal(type.grade(body, response));
        }
      }
    });

    it('refuses what it did not offer, or takes it as typed text that is bounded', () => {
      for (const { body, arrangement } of examples) {
        if (type.present(body, arrangement, undefined).options) {
          expect(() => type.parse({ response: 'no-such-option' }, body)).to.throw(Invalid).with.nested.property('fields.response');
          expect(() => type.parse({ response: ['no-such-option', 'constructor'] }, body)).to.throw(Invalid);
        } else {
          expect(() => type.parse({ response: 'x'.repeat(5000) }, body)).to.throw(Invalid).with.nested.property('fields.response');
        }
      }
    });

    it('arranges the same way for the same attempt, and shows each option once', () => {
      for (const { body, arrangement } of examples) {
        expect(type.arrange(body, seededRandom('a'))).to.deep.equal(type.arrange(body, seededRandom('a')));
        const options = type.present(body, arrangement, undefined).options ?? [];
        expect(new Set(options.map((option) => option.id)).size).to.equal(options.length);
        expect(options.map((option) => option.letter).join('')).to.equal('ABCDEFGH'.slice(0, options.length));
      }
    });

    it('marks what was right and wrong in the review', () => {
      for (const { example, body, arrangement } of examples) {
        for (const form of example.right) {
          const options = type.review(body, arrangement, type.parse(form, body)).options ?? [];
          expect(options.filter((option) => option.state === 'wrong' || option.state === 'missed')).to.deep.equal([]);
        }
        const unanswered = type.review(body, arrangement, undefined);
        expect(unanswered.answer ?? unanswered.options?.some((option) => option.state === 'missed')).to.be.ok;
      }
    });

    it('tells the chance of a blind guess as simulation finds it', () => {
      for (const { body } of examples) {
        const random = seededRandom(`${name} guesses`);
        let right = 0;
        for (let turn = 0; turn < GUESSES; turn += 1) if (type.grade(body, type.guess(body, random)) === 1) right += 1;
        const chance = type.guessChance(body);
        const deviation = Math.sqrt((chance * (1 - chance)) / GUESSES);
        expect(right / GUESSES).to.be.closeTo(chance, 4 * deviation + 1e-9);
      }
    });
  });
}
