import type { GradedAttempt } from '../../assessment/finish-attempt.ts';
import { wholePercent } from '../../assessment/percent.ts';
import { presentAllQuestions, type Rejected } from '../../assessment/present-question.ts';
import { presentReviewed } from '../../assessment/present-result.ts';
import { questionsOf } from '../../assessment/asked-questions.ts';
import type { TryOut } from '../../assessment/try-out.ts';
import { inLanguage } from '../../content/course.ts';
import type { Received } from '../../web/route.ts';
import { presentProblems, problemsOf } from './preview-presenter.ts';
import { lessonPreviewAddress, previewAddress, quizPreviewAddress, withPreviewAddresses, type Previewed } from './previewed-course.ts';

/** A try-out on its page. */
export interface Trying {
  readonly previewed: Previewed;
  readonly tryOut: TryOut;
  readonly seed: string;
  readonly rejected: Readonly<Record<string, Rejected>>;
  readonly goesOn: boolean;
  readonly now: Date;
  readonly received: Pick<Received<unknown, unknown, unknown>, 'language' | 't'>;
}

/** Every text inside a question leads to pictures as they are written. */
const inPreview = <T>(fields: T, course: string): T => JSON.parse(JSON.stringify(fields), (_key, value: unknown) => (typeof value === 'string' ? withPreviewAddresses(value, course) : value)) as T;

async function frameOf({ previewed, tryOut, seed, received: { language } }: Trying) {
  const { course, quiz } = tryOut.asked;
  const href = quizPreviewAddress(course.id, quiz.id);
  return {
    title: inLanguage(quiz.title, language),
    kind: quiz.kind,
    course: { title: inLanguage(course.shortTitle, language), href: previewAddress(course.id) },
    isOfToday: previewed.isOfToday,
    action: `${href}?seed=${seed}`,
    anewHref: href,
    problems: await presentProblems(problemsOf(previewed, previewed.quizFiles, quiz.id), course.folder, language),
  };
}

/** The fields of `administration/preview-quiz` while it is answered. */
export async function presentTrying(trying: Trying) {
  const { tryOut, rejected, goesOn, now, received } = trying;
  const { questions, errors } = presentAllQuestions({ ...tryOut, now, ...received }, rejected);
  return { ...(await frameOf(trying)), questions: inPreview(questions, tryOut.asked.course.id), errors, goesOn };
}

/** The fields of `administration/preview-quiz` when it has been graded. */
export async function presentTryResult(trying: Trying, graded: GradedAttempt) {
  const { tryOut: { asked }, received: { language } } = trying;
  const { course, quiz } = asked;
  const reviewed = questionsOf(asked, graded).map((question, index) => {
    const { reportHref: _report, lesson, ...fields } = presentReviewed({ attempt: graded, asked, language }, question, index + 1);
    return { ...fields, lesson: lesson && question.lesson ? { ...lesson, href: lessonPreviewAddress(course.id, question.lesson) } : undefined };
  });
  const titles = new Map(course.competencies.map(({ code, title, minimum }) => [code, { title: inLanguage(title, language), minimum }]));
  return {
    ...(await frameOf(trying)),
    questions: [],
    errors: {},
    goesOn: false,
    result: {
      score: wholePercent(graded.result.score),
      passed: graded.result.passed,
      pass: quiz.kind === 'quiz' ? quiz.pass : undefined,
      waits: (graded.result.waiting?.length ?? 0) > 0,
      units: graded.result.units.map(({ code, score, met }) => ({ code, title: titles.get(code)?.title ?? code, score: wholePercent(score), minimum: titles.get(code)?.minimum ?? 0, passed: met })),
      reviewed: inPreview(reviewed, course.id),
    },
  };
}
