import { inLanguage } from '../../content/course.ts';
import { shortDate } from '../../web/i18n/dates.ts';
import type { Language } from '../../web/i18n/language.ts';
import { courseAddress, lessonAddress, noteAddress } from '../addresses.ts';
import type { EnrolmentRecord } from '../enrolment-model.ts';
import type { Courses } from '../learning.ts';
import { findLesson } from '../present-lesson.ts';
import type { NoteRecord } from './note-model.ts';

interface Kept {
  readonly lesson: string;
  readonly note?: NoteRecord | undefined;
  readonly marked: boolean;
}

const keptOf = (course: string, notes: readonly NoteRecord[], enrolment: EnrolmentRecord | undefined): readonly Kept[] => {
  const mine = notes.filter((note) => note.course === course);
  const lessons = new Set([...mine.map((note) => note.lesson), ...Object.keys(enrolment?.bookmarks ?? {})]);
  return [...lessons].map((lesson) => ({ lesson, note: mine.find((note) => note.lesson === lesson), marked: enrolment?.bookmarks?.[lesson] !== undefined }));
};

/** What a learner wrote and marked, course by course in the order of their lessons; what belongs to a lesson that is gone comes last. */
export function presentKept(notes: readonly NoteRecord[], enrolments: readonly EnrolmentRecord[], courses: Courses, language: Language) {
  const ids = [...new Set([...enrolments.map(({ course }) => course), ...notes.map(({ course }) => course)])].sort();
  return ids.flatMap((id) => {
    const course = courses.course(id);
    const kept = keptOf(id, notes, enrolments.find((enrolment) => enrolment.course === id));
    if (kept.length === 0) return [];
    const rows = kept.map(({ lesson, note, marked }) => {
      const place = course && findLesson(course, lesson, false);
      return {
        order: place ? place.moduleNumber * 1000 + place.position : Number.MAX_SAFE_INTEGER,
        title: place ? inLanguage(place.lesson.title, language) : lesson,
        number: place && `${place.moduleNumber}.${place.position}`,
        href: place && lessonAddress(id, lesson),
        editHref: place && note && noteAddress(id, lesson),
        marked,
        text: note?.text,
        at: note && shortDate(note.at, language),
      };
    });
    return [{ title: course ? inLanguage(course.title, language) : id, href: course && courseAddress(id), rows: rows.sort((a, b) => a.order - b.order) }];
  });
}
