import { expect } from 'chai';
import { Invalid } from '../../server/errors.ts';
import { seededRandom } from '../../server/assessment/random.ts';
import type { Presented, QuestionType, ResponseForm } from '../../server/assessment/question-types/question-type.ts';

const GUESSES = 4000;
const plain = (markdown: string): string => `<p>${markdown}</p>\n`;

const formOf = ({ options, parts, value = '' }: Presented): ResponseForm => {
  if (parts) return Object.fromEntries(parts.map((part) => [`response.${part.id}`, part.value]));
  return { response: options ? options.filter((option) => option.chosen).map((option) => option.id) : value };
};

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
          expect(type.grade(stored, response)).to.equal(example.right.includes(form) && !type.rubric ? 1 : type.grade(body, response));
        }
      }
    });

    it('grades right forms with 1, wrong ones with 0 and everything within 0 and 1', () => {
      for (const { example, body } of examples) {
        // Who marks decides about the others: see below.
        const whole = type.rubric ? 0 : 1;
        for (const form of example.right) expect(type.grade(body, type.parse(form, body)), JSON.stringify(form)).to.be.closeTo(whole, 1e-9);
        for (const form of example.wrong) expect(type.grade(body, type.parse(form, body)), JSON.stringify(form)).to.equal(0);
        const random = seededRandom(`${name} grades`);
        for (let turn = 0; turn < 100; turn += 1) expect(type.grade(body, type.guess(body, random))).to.be.within(0, 1);
      }
    });

    it('shares its points among units as it grades, where it says something about several', () => {
      if (!type.gradeByUnit) return;
      for (const { body, forms } of examples) {
        for (const response of [undefined, ...forms.map((form) => type.parse(form, body))]) {
          const shares = type.gradeByUnit(body, response);
          expect(new Set(shares.map(({ competency }) => competency)).size).to.equal(shares.length);
          for (const { weight, earned } of shares) {
            expect(weight).to.be.above(0);
            expect(earned).to.be.within(0, 1);
          }
          expect(shares.reduce((sum, { weight }) => sum + weight, 0)).to.be.closeTo(1, 1e-9);
          const earned = shares.reduce((sum, share) => sum + share.weight * share.earned, 0);
          expect(response === undefined ? 0 : type.grade(body, response)).to.be.closeTo(earned, 1e-9);
        }
      }
    });

    it('names what a person looks for, where a person marks it', () => {
      if (!type.rubric) return;
      for (const { body } of examples) {
        const criteria = type.rubric(body);
        expect(criteria).to.not.be.empty;
        expect(new Set(criteria.map(({ id }) => id)).size).to.equal(criteria.length);
        for (const { id, title, points } of criteria) {
          expect(id).to.match(/^[a-z0-9-]+$/);
          expect(title).to.not.equal('');
          expect(points).to.be.above(0);
        }
      }
    });

    it('keeps the steps that were taken, where an answer goes step by step', () => {
      if (!type.mayFollow) return;
      for (const { body, forms } of examples) {
        const [first, ...others] = forms.map((form) => type.parse(form, body)).filter((response) => !type.isEmpty(response));
        expect(type.mayFollow(first, first)).to.equal(true);
        expect(others.some((other) => !type.mayFollow?.(first, other))).to.equal(true);
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
        for (const response of [undefined, ...[{}, ...forms].map((form) => type.parse(form, body))]) {
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
        const { options, parts } = type.present(body, arrangement, undefined);
        if (parts) {
          for (const part of parts) {
            const strange = part.options ? 'no-such-option' : 'x'.repeat(5000);
            expect(() => type.parse({ [`response.${part.id}`]: strange }, body)).to.throw(Invalid).with.nested.property('fields.response');
          }
        } else if (options) {
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
        expect(options.map((option) => option.letter).join('')).to.equal('ABCDEFGHIJKLMNOPQRSTUVWXYZ'.slice(0, options.length));
      }
    });

    it('marks what was right and wrong in the review', () => {
      for (const { example, body, arrangement } of examples) {
        for (const form of example.right) {
          const options = type.review(body, arrangement, type.parse(form, body)).options ?? [];
          expect(options.filter((option) => option.state === 'wrong' || option.state === 'missed')).to.deep.equal([]);
          const { parts = [] } = type.review(body, arrangement, type.parse(form, body));
          expect(parts.filter((part) => part.state === 'wrong')).to.deep.equal([]);
        }
        const unanswered = type.review(body, arrangement, undefined);
        const isTold = unanswered.parts ? unanswered.parts.every((part) => part.answer !== '') : unanswered.options?.some((option) => option.state === 'missed');
        if (!type.rubric) expect(unanswered.answer ?? isTold).to.be.ok;
      }
    });

    it('tells what a blind guess earns on average as simulation finds it, where part of the points can be had', () => {
      if (!type.guessOutcomes) return;
      for (const { body } of examples) {
        const outcomes = type.guessOutcomes(body);
        expect(outcomes.reduce((sum, { chance }) => sum + chance, 0)).to.be.closeTo(1, 1e-9);
        for (const { earned } of outcomes) expect(earned).to.be.within(0, 1);
        const told = outcomes.reduce((sum, { earned, chance }) => sum + earned * chance, 0);
        const random = seededRandom(`${name} guessed part`);
        let sum = 0;
        for (let turn = 0; turn < GUESSES; turn += 1) sum += type.grade(body, type.guess(body, random));
        // Told in twelfths, rounded up, from 2,000 guesses.
        expect(told).to.be.within(sum / GUESSES - 0.05, sum / GUESSES + 0.05 + 1 / 12);
      }
    });

    it('tells the chance of a blind guess as simulation finds it', () => {
      for (const { body } of examples) {
        const random = seededRandom(`${name} guesses`);
        let right = 0;
        for (let turn = 0; turn < GUESSES; turn += 1) if (type.grade(body, type.guess(body, random)) > 1 - 1e-9) right += 1;
        const chance = type.guessChance(body);
        const deviation = Math.sqrt((chance * (1 - chance)) / GUESSES);
        expect(right / GUESSES).to.be.closeTo(chance, 4 * deviation + 1e-9);
      }
    });
  });
}
