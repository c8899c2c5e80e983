import { answeredWith } from '../assessment/answers.ts';
import { questionsOf } from '../assessment/asked-questions.ts';
import { mayReview } from '../assessment/attempt-rules.ts';
import type { GradedAttempt } from '../assessment/finish-attempt.ts';
import { wholePercent } from '../assessment/percent.ts';
import { presentReviewed } from '../assessment/present-result.ts';
import { typeOf } from '../assessment/question-types/registry.ts';
import { inLanguage, type Question } from '../content/course.ts';
import { dateAndTime } from '../web/i18n/dates.ts';
import { signedIn, type Received } from '../web/route.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import type { ProvingAttempt, UnitEvidence } from './evidence.ts';
import { mayManageCertificate } from './policy.ts';

type Reader = Received<unknown, unknown, unknown>;

const SHOWN_VERSION_DIGITS = 8;

const isGraded = ({ attempt }: ProvingAttempt): boolean => attempt.result !== undefined && attempt.finishedAt !== undefined;

/** The response in the words of the page that asked, without a word on whether it is right. */
function presentResponse(question: Question, attempt: ProvingAttempt['attempt'], { language, t }: Reader): { text: string; response: string } {
  const response = answeredWith(attempt, question.id)?.response;
  const drawn = attempt.questions.find(({ id }) => id === question.id);
  const { options, value, unit } = typeOf(question).present(inLanguage(question.body, language), drawn?.arrangement, response);
  const chosen = options?.filter((option) => option.chosen).map(({ id, text }) => (question.type !== 'true-false' ? text : id === 'true' ? t('Benar') : t('Salah')));
  const typed = value === undefined || value === '' ? undefined : escaped([value, unit].filter(Boolean).join(' '));
  const words = chosen && chosen.length > 0 ? chosen.join('<br>') : typed;
  const isOther = response !== undefined && !typeOf(question).isEmpty(response);
  const without = isOther ? t('Jawaban tersimpan; bentuknya tidak ditampilkan di sini.') : t('(tidak dijawab)');
  return { text: inLanguage(question.text, language), response: words ?? escaped(without) };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&#34;');

/** Whoever answers for certificates sees keys; the holder where the quiz lets them be seen. */
const maySeeKeys = (certificate: IssuedCertificate, { asked, attempt }: ProvingAttempt, passed: boolean, received: Reader): boolean =>
  mayManageCertificate(signedIn(received), certificate) ||
  (asked !== undefined && mayReview(asked.quiz.review, { finished: attempt.state === 'finished', passed }));

export interface EvidencePage {
  readonly certificate: IssuedCertificate;
  readonly units: readonly UnitEvidence[];
  /** Ids of exams that the holder has passed, in whichever attempts. */
  readonly passed: ReadonlySet<string>;
}

/** One unit: its attempt, and the questions that asked about it. `first`: the number of its first question on the page. */
function presentUnit({ certificate, passed }: EvidencePage, { unit, proof, isFrozen }: UnitEvidence, first: number, received: Reader) {
  const { t, language } = received;
  const head = { code: unit.code, title: language === 'en' ? (unit.titleEn ?? unit.title) : unit.title, minimum: unit.minimum, score: unit.score, frozen: isFrozen };
  const { asked, attempt } = proof ?? {};
  if (!proof || !asked || !attempt || !isGraded(proof)) return { ...head, attempt: undefined, questions: [], keys: false };
  const graded = attempt as GradedAttempt;
  const keys = maySeeKeys(certificate, proof, passed.has(asked.quiz.id), received);
  const own = questionsOf(asked, attempt).filter((question) => question.competency === unit.code);
  const reached = graded.result.units.find(({ code }) => code === unit.code);
  return {
    ...head,
    attempt: {
      id: attempt._id,
      title: inLanguage(asked.quiz.title, language),
      number: attempt.number,
      finishedAt: dateAndTime(graded.finishedAt, language),
      version: attempt.version.slice(0, SHOWN_VERSION_DIGITS),
      regradedBy: attempt.gradedBy?.slice(0, SHOWN_VERSION_DIGITS),
      now: reached && wholePercent(reached.score) !== unit.score ? wholePercent(reached.score) : undefined,
      points: reached && t('{score} dari {points}', { score: Math.round(reached.points * 100) / 100, points: reached.of }),
    },
    keys,
    questions: own.map((question, index) => {
      const number = first + index;
      if (!keys) return { number, ...presentResponse(question, attempt, received) };
      const place = attempt.questions.findIndex(({ id }) => id === question.id) + 1;
      return { ...presentReviewed({ attempt: graded, asked, language }, question, place), number, reportHref: undefined };
    }),
  };
}

/** The fields of `views/certification/evidence.ejs`. */
export function presentEvidence(page: EvidencePage, received: Reader) {
  const { certificate, units } = page;
  const { t, language } = received;
  const { record, serial } = certificate;
  const isHolder = signedIn(received).id === certificate.learner;
  const presented: ReturnType<typeof presentUnit>[] = [];
  for (const unit of units) {
    const before = presented.reduce((sum, { questions }) => sum + questions.length, 0);
    presented.push(presentUnit(page, unit, before + 1, received));
  }
  return {
    title: t('Bukti tiap kompetensi'),
    serial,
    holder: record.holderName,
    courseTitle: language === 'en' ? (record.course.titleEn ?? record.course.title) : record.course.title,
    back: isHolder ? { href: '/certificates', text: t('Sertifikat saya') } : { href: `/admin/certificates/${serial}`, text: serial },
    units: presented,
  };
}
