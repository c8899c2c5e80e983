import { parseQuestions } from '../parse-questions.ts';
import type { Problem } from '../problem.ts';
import type { QuestionFormats } from '../question-format.ts';
import { CODE_PATTERN, ID_PATTERN } from '../schema.ts';
import { parseYaml } from '../yaml-document.ts';
import type { Slot } from '../markdown/slots.ts';
import { identify } from './identify.ts';
import type { ReadyQuestion } from './imported.ts';
import { LIMITS } from './limits.ts';
import { yamlTooLarge } from './notes/files.ts';
import { competencyMissing, competencyUnknown, feedbackMissing, idChanged, lessonMissing, lessonUnknown, linkToCheck, refusedByChecker } from './notes/questions.ts';
import { pictureMissing } from './notes/markup.ts';
import type { Pictures } from './pictures.ts';
import type { Review } from './review.ts';
import { tagValue, tagValues } from './settle/settling.ts';
import { writeYaml, type WrittenQuestion } from './write-yaml.ts';

/** What a course holds already: what is imported fits in. */
export interface CourseNames {
  readonly competencies: ReadonlySet<string>;
  readonly lessons: ReadonlySet<string>;
  readonly questions: ReadonlySet<string>;
}

export interface FinishNeeds {
  readonly formats: QuestionFormats;
  readonly competency: string | undefined;
  readonly course: CourseNames | undefined;
  readonly review: Review;
  readonly pictures: Pictures;
  /** Named in the first line of the YAML. */
  readonly source: string;
}

/** Stands where the author has to name a unit of competency; no course has it, so that the checker insists. */
export const PLACEHOLDER = 'ISI-KOMPETENSI';
const DIFFICULTIES = ['easy', 'medium', 'hard'];
const FILE = 'hasil.yaml';
/** What each question file begins with. */
const HEAD = 'questions:\n';
/** Others wait while questions are checked; after so many milliseconds they get their turn. */
const AT_ONCE_MS = 20;
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

function competencyOf(question: ReadyQuestion, { competency, course, review }: FinishNeeds): string {
  const { draft } = question;
  const tagged = tagValue({ draft }, 'competency');
  const only = course?.competencies.size === 1 ? [...course.competencies][0] : undefined;
  const code = [competency, tagged, only].find((one) => one !== undefined && CODE_PATTERN.test(one));
  if (code === undefined) review.often(draft.place, competencyMissing(PLACEHOLDER));
  else if (course && !course.competencies.has(code)) review.often(draft.place, competencyUnknown(code));
  return code ?? PLACEHOLDER;
}

function lessonOf({ draft }: ReadyQuestion, { course, review }: FinishNeeds): string | undefined {
  const lesson = tagValue({ draft }, 'lesson');
  if (lesson === undefined || !ID_PATTERN.test(lesson)) return review.often(draft.place, lessonMissing());
  if (course && !course.lessons.has(lesson)) return review.often(draft.place, lessonUnknown(lesson));
  return lesson;
}

const sourcesOf = ({ draft }: ReadyQuestion) => tagValues({ draft }, 'source').filter((source) => CODE_PATTERN.test(source));

/** Where a text leads: what is not among the pictures or in the course would be an error there. */
function lookAtSlots(slots: readonly Slot[], needs: FinishNeeds, question: ReadyQuestion): Problem | undefined {
  const { review, course, pictures } = needs;
  const { draft } = question;
  for (const slot of slots) {
    if (slot.kind === 'lesson' && !course?.lessons.has(slot.id)) review.add(draft.place, linkToCheck(`lesson:${slot.id}`), draft.name ?? draft.text);
    if (slot.kind === 'term') review.add(draft.place, linkToCheck(`glossary:${slot.id}`), draft.name ?? draft.text);
    if ((slot.kind === 'picture' && !pictures.has(slot.path)) || slot.kind === 'file') return { ...draft.place, ...pictureMissing(slot.path) };
  }
  return undefined;
}

/** Asks the checker of courses about one question: the first mistake it finds, if any. */
function firstMistake(question: WrittenQuestion, yaml: string, needs: FinishNeeds): Problem | undefined {
  const problems: Problem[] = [];
  const report = (place: { file: string; line: number; column: number }, found: Omit<Problem, 'file' | 'line' | 'column'>) => void problems.push({ ...place, ...found }) as undefined;
  const document = parseYaml(yaml, FILE, 1, report);
  const [parsed] = document ? parseQuestions(document, 'id', needs.formats, report) : [];
  const mistake = problems.find(({ severity }) => severity === 'error');
  if (mistake || !parsed?.compiled) return mistake ?? { file: FILE, line: 1, column: 1, severity: 'error', code: 'unreadable', message: { id: 'Soal ini tidak dapat ditulis.', en: 'This question cannot be written.' } };
  if (problems.some(({ code }) => code === 'missing-option-feedback')) needs.review.often(question.draft.place, feedbackMissing());
  const { text, feedback, bodySlots } = parsed.compiled;
  return lookAtSlots([...text.slots, ...(feedback?.slots ?? []), ...bodySlots], needs, question);
}

/** Gives questions ids and places in the course, and keeps those that the checker of courses takes. Throws `Unreadable` as soon as they are too many for one file. */
export async function finish(questions: readonly ReadyQuestion[], needs: FinishNeeds): Promise<{ readonly yaml: string; readonly taken: number }> {
  const { review } = needs;
  const kept: WrittenQuestion[] = [];
  let bytes = 0;
  let turn = performance.now();
  for (const question of identify(questions, needs.course?.questions ?? new Set())) {
    if (performance.now() - turn > AT_ONCE_MS) {
      await breathe();
      turn = performance.now();
    }
    const { draft, id, instead } = question;
    const difficulty = tagValue({ draft }, 'difficulty');
    const written: WrittenQuestion = {
      ...question,
      competency: competencyOf(question, needs),
      difficulty: difficulty !== undefined && DIFFICULTIES.includes(difficulty) ? difficulty : undefined,
      lesson: lessonOf(question, needs),
      sources: sourcesOf(question),
    };
    const own = writeYaml([written]);
    const mistake = firstMistake(written, own, needs);
    if (mistake) review.add(draft.place, refusedByChecker(mistake.message, mistake.hint), draft.name ?? draft.text);
    else {
      kept.push(written);
      bytes += Buffer.byteLength(own) - HEAD.length;
      if (bytes > LIMITS.yaml) throw yamlTooLarge();
      if (instead !== undefined) review.add(draft.place, idChanged(instead, id), draft.name ?? draft.text);
    }
  }
  return { yaml: kept.length === 0 ? '' : writeYaml(kept, needs.source), taken: kept.length };
}
