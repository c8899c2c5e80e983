import type { z } from 'zod';
import type { ModuleLayout, Translatable } from './course-layout.ts';
import type { Language } from './course.ts';
import { loadBanks, type LoadedBanks } from './load-banks.ts';
import { loadQuestions, type LoadedQuestions } from './load-questions.ts';
import { mentionAt } from './mentions.ts';
import { wholeFile } from './mistake.ts';
import { moduleWithoutLessons, noModules } from './mistakes/course.ts';
import { translationChangesId } from './mistakes/translations.ts';
import { parseLesson, parseLessonTranslation } from './parse-lesson.ts';
import type { Mention, ParsedLesson, ParsedLessonTranslation } from './parsed.ts';
import type { Reading } from './reading.ts';
import { valueOf } from './read-yaml.ts';
import { moduleSchema, moduleTranslationSchema } from './schema.ts';
import { foreign } from './translation-gaps.ts';

export interface LoadedLesson {
  readonly parsed: ParsedLesson;
  readonly translations: readonly ParsedLessonTranslation[];
}

/** A quiz: its own questions, and the banks that it draws from. */
export interface LoadedQuiz extends LoadedQuestions {
  readonly from: LoadedBanks;
}

type ModuleTranslation = z.output<typeof moduleTranslationSchema>;

export interface LoadedModule {
  readonly id: Mention | undefined;
  /** Undefined where module.yaml holds a mistake. */
  readonly head: z.output<typeof moduleSchema> | undefined;
  readonly translations: readonly (readonly [Language, ModuleTranslation])[];
  readonly lessons: readonly LoadedLesson[];
  readonly quiz: LoadedQuiz | undefined;
}

function loadLesson(text: Translatable, own: Language, { memory }: Reading): LoadedLesson {
  const parsed = memory.lessons.recall(text.original, own, (file) => parseLesson(file, own));
  const translations = foreign(text, own).map(([language, file]) =>
    memory.lessonTranslations.recall(file, language, (found) => parseLessonTranslation(found, language)),
  );
  return { parsed, translations };
}

function takeLesson({ parsed, translations }: LoadedLesson, reading: Reading): void {
  reading.take(parsed);
  for (const translation of translations) {
    reading.take(translation);
    const { id } = translation;
    if (id && parsed.id && id.name !== parsed.id.name) reading.report(id.place, translationChangesId(id.name, parsed.id.name));
  }
}

async function loadModule(layout: ModuleLayout, own: Language, reading: Reading): Promise<LoadedModule> {
  const document = reading.document(layout.module.original);
  const head = valueOf(document, moduleSchema, reading.report);
  const translations: [Language, ModuleTranslation][] = [];
  for (const [language, file] of foreign(layout.module, own)) {
    const value = valueOf(reading.document(file), moduleTranslationSchema, reading.report);
    if (value) translations.push([language, value]);
  }
  if (layout.lessons.length === 0) reading.report(wholeFile(layout.module.original.path), moduleWithoutLessons());
  const lessons: LoadedLesson[] = [];
  for (const text of layout.lessons) {
    const lesson = loadLesson(text, own, reading);
    takeLesson(lesson, reading);
    lessons.push(lesson);
    await reading.turn();
  }
  const quiz = layout.quiz && {
    ...loadQuestions(layout.quiz, 'quiz', own, reading),
    from: await loadBanks(reading.document(layout.quiz.original), own, reading),
  };
  return { id: document && mentionAt(document, ['id']), head, translations, lessons, quiz };
}

/** Every module of a course, in the order of the folders' names. */
export async function loadModules(own: Language, reading: Reading): Promise<LoadedModule[]> {
  const { modules } = reading.layout;
  const looseLessons = reading.problems.some(({ code }) => code === 'missing-module-yaml');
  if (modules.length === 0 && !looseLessons) reading.report(wholeFile('course.yaml'), noModules());
  const loaded: LoadedModule[] = [];
  for (const layout of modules) loaded.push(await loadModule(layout, own, reading));
  return loaded;
}
