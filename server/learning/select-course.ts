import type { Course } from '../content/course.ts';
import { NotFound } from '../errors.ts';
import type { Language } from '../web/i18n/language.ts';
import type { Viewer } from '../web/viewer.ts';
import type { EnrolmentRecord } from './enrolment-model.ts';
import type { Learning } from './learning.ts';
import { isAuthor, maySee, missingBefore } from './policy.ts';
import type { Outline } from './present-steps.ts';
import { progressOf } from './progress.ts';
import { NO_STANDING, type Standing } from './standing.ts';

/** A course in front of somebody: as he or she has to finish it, with what was done so far. */
export interface Visit {
  readonly course: Course;
  readonly enrolment: EnrolmentRecord | undefined;
  readonly standing: Standing;
  /** Ids of courses whose certificate is still missing. */
  readonly missing: readonly string[];
  readonly outline: Outline;
}

/** Throws `NotFound` for a course that does not exist or that this viewer may not know of. */
export async function selectVisit(learning: Learning, viewer: Viewer | undefined, id: string, language: Language): Promise<Visit> {
  const enrolment = viewer && (await learning.enrolments.selectOptional(viewer.id, id));
  // Who writes courses looks at what stands in the files now, also where a learner is held to the version begun.
  const today = learning.courses.course(id);
  const course = enrolment && !(today && isAuthor(viewer)) ? await learning.courseFor(enrolment) : today;
  if (!course || (!enrolment && !maySee(viewer, course))) {
    throw new NotFound('Pelatihan ini tidak ada, atau sudah tidak dibuka lagi. Kemajuan dan sertifikat Anda tetap tersimpan.');
  }
  const standing = viewer && enrolment ? await learning.standings.of(viewer.id, id) : NO_STANDING;
  const missing =
    enrolment || course.requires.length === 0
      ? []
      : missingBefore(course, viewer ? await learning.certificates.coursesOf(viewer.id) : []);
  const progress = progressOf(course, enrolment, standing);
  const outline = { course, enrolment, progress, language, open: missing.length === 0, drafts: isAuthor(viewer) };
  return { course, enrolment, standing, missing, outline };
}
