import { Remembered } from './remembered.ts';
import type { ParsedLesson, ParsedLessonTranslation } from './parsed.ts';
import type { ParsedQuestionFile, ParsedQuestionTranslation } from './parse-quiz.ts';
import type { ParsedMedia } from './read-media.ts';
import type { ParsedYaml } from './read-yaml.ts';

/** What is kept of a course's files between two readings of it. */
export class CourseMemory {
  readonly documents = new Remembered<ParsedYaml>();
  readonly lessons = new Remembered<ParsedLesson>();
  readonly lessonTranslations = new Remembered<ParsedLessonTranslation>();
  readonly questions = new Remembered<ParsedQuestionFile>();
  readonly questionTranslations = new Remembered<ParsedQuestionTranslation>();
  readonly media = new Remembered<Promise<ParsedMedia | undefined>>();

  /** After a reading: what belongs to files that are gone is forgotten. */
  sweep(): void {
    for (const kind of [this.documents, this.lessons, this.lessonTranslations, this.questions, this.questionTranslations, this.media]) {
      kind.sweep();
    }
  }
}
