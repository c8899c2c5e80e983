import { checkMention, type CourseIndex } from './course-index.ts';
import type { Language, Question, Quiz } from './course.ts';
import { minutesIn } from './duration.ts';
import { fillerFor } from './fill-slots.ts';
import type { LoadedQuestions } from './load-questions.ts';
import { fillDeep, type Template } from './markdown/slots.ts';
import type { Report } from './mistake.ts';
import type { ParsedQuestion, TranslatedQuestion } from './parsed.ts';
import type { QuizDocument, ExamDocument } from './schema.ts';
import { translated } from './translated.ts';
import type { UniqueIds } from './unique-ids.ts';

/** What building shares: the course around, where mistakes go, which media are used. */
export interface Building {
  readonly index: CourseIndex;
  readonly language: Language;
  readonly report: Report;
  readonly used: Set<string>;
  readonly questionIds: UniqueIds;
}

type TranslationOf = readonly (readonly [Language, TranslatedQuestion])[];

function buildQuestion(question: ParsedQuestion, translations: TranslationOf, building: Building): Question | undefined {
  const { index, report, language } = building;
  building.questionIds.add(question.id);
  checkMention(index, 'competencies', question.competency, report);
  for (const unit of question.otherUnits) checkMention(index, 'competencies', unit, report);
  checkMention(index, 'lessons', question.lesson, report);
  for (const source of question.sources) checkMention(index, 'sources', source, report);
  const { compiled } = question;
  if (!compiled) return undefined;
  const { common } = compiled;
  const fill = fillerFor({ ...building, language });
  const text = (template: Template, of: (translation: TranslatedQuestion) => Template | undefined) =>
    translated(
      template.fill(fill),
      translations.map(([other, translation]) => {
        const own = of(translation);
        return [other, own && own.fill(fillerFor({ ...building, language: other }))] as const;
      }),
    );
  return {
    id: common.id,
    type: common.type,
    competency: common.competency,
    difficulty: common.difficulty,
    points: common.points,
    text: text(compiled.text, (translation) => translation.text),
    feedback: compiled.feedback && text(compiled.feedback, (translation) => translation.feedback),
    lesson: common.lesson,
    sources: common.sources,
    body: translated(
      fillDeep(compiled.body, compiled.bodySlots, fill),
      translations.map(([other, { body, bodySlots }]) => [other, fillDeep(body, bodySlots, fillerFor({ ...building, language: other }))]),
    ),
  };
}

/** The sound questions of a quiz or bank, with their translations. */
export function buildQuestions({ parsed, translations }: LoadedQuestions, building: Building): Question[] {
  const byId = translations.map(({ language, questions }) => [language, new Map(questions.map((question) => [question.id, question]))] as const);
  return parsed.questions.flatMap((question) => {
    const own = byId.flatMap(([language, known]) => {
      const found = question.id && known.get(question.id.name);
      return found ? [[language, found] as const] : [];
    });
    return buildQuestion(question, own, building) ?? [];
  });
}

/** One wait for all attempts, or one after each that grows. */
function waitsIn(written: string | readonly string[] | undefined): Pick<Quiz['attempts'], 'waitMinutes' | 'laterWaits'> {
  if (written === undefined || typeof written === 'string') return { waitMinutes: written === undefined ? 0 : minutesIn(written) };
  const [first = 0, ...later] = written.map(minutesIn);
  return { waitMinutes: first, ...(later.length > 0 && { laterWaits: later }) };
}

/** What quizzes and exams have in common, defaults filled in. */
export const sittingOf = (document: QuizDocument | ExamDocument): Pick<Quiz, 'id' | 'attempts' | 'timeLimitMinutes' | 'window' | 'shuffle' | 'layout' | 'review' | 'offline'> => ({
  id: document.id,
  attempts: { limit: document.attempts?.limit ?? 0, ...waitsIn(document.attempts?.wait) },
  ...(document.window && { window: document.window }),
  timeLimitMinutes: document.time_limit === undefined ? undefined : minutesIn(document.time_limit),
  shuffle: document.shuffle,
  layout: document.layout,
  review: document.review,
  ...(document.offline !== undefined && { offline: document.offline }),
});
