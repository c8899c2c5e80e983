import type { CourseFile } from './course-files.ts';
import type { Language } from './course.ts';
import { mentionAt } from './mentions.ts';
import { reportInto, wholeFile, type Place } from './mistake.ts';
import type { Mention, ParsedFile, ParsedQuestion, TranslatedQuestion } from './parsed.ts';
import { parseQuestions } from './parse-questions.ts';
import type { Problem } from './problem.ts';
import type { QuestionFormats } from './question-format.ts';
import { readYaml, valueOf } from './read-yaml.ts';
import { bankSchema, quizSchema, quizTranslationSchema, type QuizDocument } from './schema.ts';
import { translateQuestions } from './translate-questions.ts';

/** A module's quiz, or a bank that an exam draws from. */
export interface ParsedQuestionFile extends ParsedFile {
  readonly questions: readonly ParsedQuestion[];
  /** Of a quiz: its id, known even where other keys are wrong. */
  readonly id: Mention | undefined;
  /** Of a quiz; undefined where a key of it is wrong. */
  readonly quiz: QuizDocument | undefined;
  readonly drawPlace: Place;
  readonly offlinePlace: Place;
  /** False when the list of questions itself could not be read, so that none may be called missing. */
  readonly isComplete: boolean;
}

export interface ParsedQuestionTranslation extends ParsedFile {
  readonly language: Language;
  readonly title: string | undefined;
  readonly questions: readonly TranslatedQuestion[];
}

function parseFile(file: CourseFile, kind: 'quiz' | 'bank', language: Language, formats: QuestionFormats): ParsedQuestionFile {
  const { document, hash, problems: found } = readYaml(file);
  const problems: Problem[] = [...found];
  const report = reportInto(problems);
  const quiz = kind === 'quiz' ? valueOf(document, quizSchema, report) : undefined;
  if (kind === 'bank') valueOf(document, bankSchema, report);
  const questions = document ? parseQuestions(document, language, formats, report) : [];
  return {
    file: file.path,
    hash,
    problems,
    questions,
    id: document && mentionAt(document, ['id']),
    quiz,
    drawPlace: document?.placeOf(['draw']) ?? wholeFile(file.path),
    offlinePlace: document?.placeOf(['offline']) ?? wholeFile(file.path),
    isComplete: (questions.length > 0 || quiz?.banks !== undefined) && questions.every(({ id }) => id !== undefined),
  };
}

export const parseQuiz = (file: CourseFile, language: Language, formats: QuestionFormats) => parseFile(file, 'quiz', language, formats);

export const parseBank = (file: CourseFile, language: Language, formats: QuestionFormats) => parseFile(file, 'bank', language, formats);

/** The translation of a quiz or bank, laid over its original. */
export function parseQuestionTranslation(
  file: CourseFile,
  language: Language,
  original: ParsedQuestionFile,
  formats: QuestionFormats,
): ParsedQuestionTranslation {
  const { document, hash, problems: found } = readYaml(file);
  const problems: Problem[] = [...found];
  const report = reportInto(problems);
  const head = valueOf(document, quizTranslationSchema, report);
  const questions = document ? translateQuestions(document, language, original.questions, formats, report) : [];
  return { file: file.path, hash, problems, language, title: head?.title, questions };
}
