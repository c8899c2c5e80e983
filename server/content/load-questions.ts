import type { Translatable } from './course-layout.ts';
import type { Language } from './course.ts';
import { parseBank, parseQuestionTranslation, parseQuiz, type ParsedQuestionFile, type ParsedQuestionTranslation } from './parse-quiz.ts';
import type { Reading } from './reading.ts';
import { foreign } from './translation-gaps.ts';

/** A quiz or bank with its translations, each parsed by itself. */
export interface LoadedQuestions {
  readonly parsed: ParsedQuestionFile;
  readonly translations: readonly ParsedQuestionTranslation[];
}

export function loadQuestions(text: Translatable, kind: 'quiz' | 'bank', own: Language, reading: Reading): LoadedQuestions {
  const { memory, formats } = reading;
  const parse = kind === 'quiz' ? parseQuiz : parseBank;
  const parsed = reading.take(memory.questions.recall(text.original, `${kind} ${own}`, (file) => parse(file, own, formats)));
  const translations: ParsedQuestionTranslation[] = [];
  for (const [language, file] of foreign(text, own)) {
    // What a translation means depends on its original: both have to be unchanged.
    const variant = `${kind} ${own} ${text.original.stamp}`;
    const read = () => parseQuestionTranslation(file, language, parsed, formats);
    translations.push(reading.take(memory.questionTranslations.recall(file, variant, read)));
  }
  return { parsed, translations };
}
