import { SECONDS_CLASSES } from '../assessment/analysis/contribution.ts';
import { LEAST_ATTEMPTS, type ItemReport, type UnitReport } from '../assessment/analysis/item-report.ts';
import { inLanguage, type Course, type Quiz } from '../content/course.ts';
import type { Received } from '../web/route.ts';
import { coefficientWords, excerptOf, percentWords, warningLabel, warningSentence } from './analysis-words.ts';
import { courseTitle } from './learner-result.ts';

export const ANALYSIS_PATH = '/admin/analysis';

type Reader = Pick<Received<unknown, unknown, unknown>, 't' | 'language'>;

export interface AnalysedQuiz {
  readonly course: Course;
  readonly quiz: Quiz;
  readonly attempts: number;
  /** The gravest first. */
  readonly items: readonly ItemReport[];
}

export const quizzesOf = (course: Course): Quiz[] => [...course.modules.flatMap((module) => module.quiz ?? []), ...(course.exam ? [course.exam] : [])];

const quizHref = (course: Course, quiz: Quiz): string => `${ANALYSIS_PATH}/${course.id}/${quiz.id}`;
const questionHref = ({ course, quiz }: AnalysedQuiz, question: string): string => `${quizHref(course, quiz)}/${question}`;

/** Wrong enough to be looked at; that a question is easy is worth knowing and no trouble. */
const isTrouble = ({ warnings }: ItemReport): boolean => warnings.some(({ kind }) => kind !== 'too-easy' && kind !== 'idle-options');

/** The fields of `views/administration/analysis.ejs`. */
export const presentAnalyses = (course: Course | undefined, courses: readonly Course[], analysed: readonly AnalysedQuiz[], { t, language }: Reader) => ({
  title: t('Analisis soal'),
  filters: { course: course?.id },
  courses: courses.map((each) => ({ value: each.id, text: courseTitle(each, language) })),
  leastAttempts: LEAST_ATTEMPTS,
  quizzes: analysed.map(({ course: of, quiz, attempts, items }) => ({
    href: quizHref(of, quiz),
    title: inLanguage(quiz.title, language),
    attempts,
    questions: items.length,
    troubled: items.filter(isTrouble).length,
  })),
});

const presentUnit = ({ code, minimum, consistency, isUncertain }: UnitReport, course: Course, { language }: Reader) => {
  const title = course.competencies.find((unit) => unit.code === code)?.title;
  return {
    code,
    title: title ? inLanguage(title, language) : code,
    minimum,
    attempts: consistency?.attempts ?? 0,
    met: consistency && percentWords(consistency.met),
    agreement: consistency && percentWords(consistency.agreement),
    kappa: coefficientWords(consistency?.kappa, language),
    uncertain: isUncertain,
  };
};

/** The fields of `views/administration/quiz-analysis.ejs`. */
export function presentQuizAnalysis(analysed: AnalysedQuiz, units: readonly UnitReport[], reader: Reader) {
  const { course, quiz, attempts, items } = analysed;
  const { t, language } = reader;
  const rows = items.map((item, index) => ({ item, number: index + 1 }));
  return {
    title: inLanguage(quiz.title, language),
    course: { title: courseTitle(course, language), href: `${ANALYSIS_PATH}?course=${course.id}` },
    attempts,
    leastAttempts: LEAST_ATTEMPTS,
    units: quiz.kind === 'exam' ? units.map((unit) => presentUnit(unit, course, reader)) : [],
    map: rows.flatMap(({ item: { figures, isEarly, warnings }, number }) =>
      isEarly || figures.discrimination === undefined ? [] : [{ number, x: figures.difficulty, y: figures.discrimination, bad: warnings.some(({ kind }) => kind !== 'too-easy') }],
    ),
    questions: rows.map(({ item, number }) => ({
      number,
      href: questionHref(analysed, item.question.id),
      id: item.question.id,
      text: excerptOf(inLanguage(item.question.text, language)),
      attempts: item.figures.attempts,
      difficulty: item.figures.attempts > 0 ? percentWords(item.figures.difficulty) : '',
      discrimination: coefficientWords(item.figures.discrimination, language),
      early: item.isEarly,
      trouble: isTrouble(item),
      warnings: item.warnings.map((warning) => warningLabel(warning, t)),
    })),
  };
}

const classLabel = (index: number): string => {
  const [from, to] = [SECONDS_CLASSES[index - 1] ?? 0, SECONDS_CLASSES[index]];
  return to === undefined ? `${from}+` : `${from}–${to}`;
};

/** Options are called by their letters; of true and false the words are the page's own. */
const optionText = ({ question }: ItemReport, id: string, text: string, t: Reader['t']): string =>
  question.type !== 'true-false' ? text : id === 'true' ? t('Benar') : t('Salah');

/** The fields of `views/administration/question-analysis.ejs`. */
export function presentQuestionAnalysis(analysed: AnalysedQuiz, item: ItemReport, reader: Reader) {
  const { course, quiz } = analysed;
  const { question, figures, options, isEarly, warnings } = item;
  const { t, language } = reader;
  const competency = course.competencies.find(({ code }) => code === question.competency);
  const { time } = figures;
  return {
    title: t('Soal: {question}', { question: question.id }),
    course: { title: courseTitle(course, language), href: `${ANALYSIS_PATH}?course=${course.id}` },
    quiz: { title: inLanguage(quiz.title, language), href: quizHref(course, quiz) },
    question: { id: question.id, text: inLanguage(question.text, language), competency: competency ? inLanguage(competency.title, language) : question.competency, points: question.points },
    attempts: figures.attempts,
    early: isEarly,
    leastAttempts: LEAST_ATTEMPTS,
    difficulty: percentWords(figures.difficulty),
    discrimination: coefficientWords(figures.discrimination, language),
    blank: percentWords(figures.blank),
    warnings: warnings.map((warning) => ({ text: warningSentence(warning, item, t), grave: warning.kind === 'key-suspect' || warning.kind === 'rival' })),
    options: options.map(({ id, letter, text, right, attempts, share, correlation }) => ({
      letter,
      text: optionText(item, id, text, t),
      right,
      attempts,
      share,
      percent: percentWords(share),
      correlation: coefficientWords(correlation, language),
    })),
    time: time && {
      mean: Math.round(time.mean),
      classes: time.classes.map((count, index) => ({ label: classLabel(index), count, share: count / time.attempts, percent: percentWords(count / time.attempts) })),
    },
  };
}
