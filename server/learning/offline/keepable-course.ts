import type { Course } from '../../content/course.ts';
import { NotFound } from '../../errors.ts';
import type { Language } from '../../web/i18n/language.ts';
import type { Viewer } from '../../web/viewer.ts';
import { maySee } from '../policy.ts';
import type { LearningRoom } from '../room.ts';
import { selectVisit } from '../select-course.ts';

export const GONE = 'Pelajaran ini sudah berubah atau tidak ada. Simpan lagi dari halaman pelatihannya.';

/** A course that phones may keep: no draft. */
export const keepableCourse = (course: Course | undefined): Course | undefined => (course && maySee(undefined, course) ? course : undefined);

interface Asked {
  readonly params: { readonly course: string; readonly language: Language };
  readonly viewer: Viewer | undefined;
}

/** The course as it is today, if whoever asks may read it: one that needs certificates is fetched in somebody's name. */
export async function selectKeepable({ learning }: LearningRoom, { params, viewer }: Asked): Promise<Course> {
  const course = keepableCourse(learning.courses.course(params.course));
  if (!course) throw new NotFound(GONE);
  if (course.requires.length === 0) return course;
  const { missing } = await selectVisit(learning, viewer, course.id, params.language);
  if (missing.length > 0) throw new NotFound(GONE);
  return course;
}
