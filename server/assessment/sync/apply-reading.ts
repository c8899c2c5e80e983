import { findLesson } from '../../learning/present-lesson.ts';
import { isRead } from '../../learning/progress.ts';
import { selectVisit } from '../../learning/select-course.ts';
import { ALREADY, ARRIVED, orRefused, refused, type Applying, type Of, type Verdict } from './applying.ts';

const ELSEWHERE = 'Anda belum terdaftar di pelatihan ini.';
const NO_LESSON = 'Pelajaran ini sudah tidak ada.';

/** What was read of one course, and for how long: one look at the enrolment and one update, however many notes there are. */
export async function applyReading({ assessment, viewer, language }: Applying, course: string, events: readonly (Of<'read'> | Of<'time'>)[]): Promise<Verdict[]> {
  const visit = await orRefused(() => selectVisit(assessment.learning, viewer, course, language));
  if ('state' in visit) return events.map(() => visit);
  const { enrolment, outline } = visit;
  if (!enrolment) return events.map(() => refused(ELSEWHERE));
  const verdicts = events.map(({ kind, lesson }) => {
    if (!findLesson(visit.course, lesson, outline.drafts)) return refused(NO_LESSON);
    return kind === 'read' && isRead(enrolment, lesson) ? ALREADY : ARRIVED;
  });
  const taken = events.filter((_, index) => verdicts[index] === ARRIVED);
  await assessment.learning.enrolments.takeNotes(
    enrolment,
    taken.flatMap((event) => (event.kind === 'read' ? [event.lesson] : [])),
    taken.flatMap((event) => (event.kind === 'time' ? [{ device: event.device, lesson: event.lesson, total: event.seconds }] : [])),
  );
  return verdicts;
}
