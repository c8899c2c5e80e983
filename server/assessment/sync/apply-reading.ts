import type { EnrolmentRecord } from '../../learning/enrolment-model.ts';
import { findLesson } from '../../learning/present-lesson.ts';
import { isRead } from '../../learning/progress.ts';
import { selectVisit } from '../../learning/select-course.ts';
import { ALREADY, ARRIVED, orRefused, refused, type Applying, type Of, type Verdict } from './applying.ts';

const ELSEWHERE = 'Anda belum terdaftar di pelatihan ini.';
const NO_LESSON = 'Pelajaran ini sudah tidak ada.';

/** Whether a note says more than is known, by the enrolment or by the notes before it: a device's seconds only grow, what is read stays read. */
function newsFor(enrolment: EnrolmentRecord) {
  const read = new Set<string>();
  const counted = new Map<string, number>();
  return (event: Of<'read'> | Of<'time'>): boolean => {
    if (event.kind === 'read') return !isRead(enrolment, event.lesson) && read.size < read.add(event.lesson).size;
    const path = `${event.device}.${event.lesson}`;
    const known = Math.max(enrolment.phones?.[event.device]?.[event.lesson] ?? 0, counted.get(path) ?? 0);
    counted.set(path, Math.max(known, event.seconds));
    return event.seconds > known;
  };
}

/** What was read of one course, and for how long: one look at the enrolment and one update, however many notes there are. */
export async function applyReading({ assessment, viewer, language }: Applying, course: string, events: readonly (Of<'read'> | Of<'time'>)[]): Promise<Verdict[]> {
  const visit = await orRefused(() => selectVisit(assessment.learning, viewer, course, language));
  if ('state' in visit) return events.map(() => visit);
  const { enrolment, outline } = visit;
  if (!enrolment) return events.map(() => refused(ELSEWHERE));
  const isNews = newsFor(enrolment);
  const verdicts = events.map((event) => {
    if (!findLesson(visit.course, event.lesson, outline.drafts)) return refused(NO_LESSON);
    return isNews(event) ? ARRIVED : ALREADY;
  });
  const taken = events.filter((_, index) => verdicts[index] === ARRIVED);
  await assessment.learning.enrolments.takeNotes(
    enrolment,
    taken.flatMap((event) => (event.kind === 'read' ? [event.lesson] : [])),
    taken.flatMap((event) => (event.kind === 'time' ? [{ device: event.device, lesson: event.lesson, total: event.seconds }] : [])),
  );
  return verdicts;
}
