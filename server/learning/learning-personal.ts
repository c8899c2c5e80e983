import { listed, type PersonalData } from '../accounts/personal/personal-data.ts';
import type { ContactStore } from './contacts/contact-store.ts';
import type { Learning } from './learning.ts';
import type { VisitStore } from './news/visit-store.ts';
import type { NoteStore } from './notes/note-store.ts';
import type { MistakeReportStore } from './mistake-report-store.ts';

/** More than anybody has written. */
const MOST_REPORTS = 10_000;

interface Needs {
  readonly learning: Pick<Learning, 'enrolments'>;
  readonly reports: MistakeReportStore;
  readonly notes: NoteStore;
  readonly visits: VisitStore;
  readonly contacts: ContactStore;
}

/** Who read what stays as a result without a name; reports tell of the course and stay without a reporter. */
export const learningPersonal = ({ learning: { enrolments }, reports, notes, visits, contacts }: Needs): PersonalData => ({
  collections: {
    enrolments: 'personal', mistakeReports: 'personal', 'lesson-notes': 'personal', visits: 'personal', 'trainer-contacts': 'personal', course_versions: 'none', current_versions: 'none',
    course_packages: 'reference', course_package_parts: 'none', current_packages: 'reference',
  },
  sections: (account) => [
    { name: 'catatan-pelajaran', records: listed(async () => (await notes.selectOfLearner(account)).map(({ course, lesson, text, at }) => ({ course, lesson, text, at }))) },
    {
      name: 'kepesertaan',
      records: listed(async () => (await enrolments.selectOfLearner(account)).map(({ course, version, startedAt, lastLesson, lastAt, read, seconds, bookmarks }) => ({ course, version, startedAt, lastLesson, lastAt, read, seconds, bookmarks }))),
    },
    {
      name: 'laporan-kesalahan',
      records: listed(async () => (await reports.selectOfLearner(account, MOST_REPORTS)).map(({ course, lesson, question, text, at, state, answer, answeredAt }) => ({ course, lesson, question, text, at, state, answer, answeredAt }))),
    },
    {
      name: 'kunjungan',
      records: listed(async () => {
        const seen = await visits.selectOptional(account);
        return seen ? [{ at: seen.at, versions: seen.versions }] : [];
      }),
    },
    {
      name: 'kontak-pelatih',
      records: listed(async () => (await contacts.selectOf(account)).map(({ _id: course, name, phone, at }) => ({ course, name, phone, at }))),
    },
  ],
  async merge(from, into) {
    for (const { course, lesson, text } of await notes.selectOfLearner(from)) {
      const own = await notes.selectOptional(into, course, lesson);
      if (!own?.text.includes(text)) await notes.write(into, course, lesson, own ? `${own.text}\n\n${text}` : text, own?.at);
    }
    await notes.removeOfLearner(from);
    await visits.removeOfLearner(from);
    for (const enrolment of await enrolments.selectOfLearner(from)) await enrolments.moveTo(enrolment, into);
    await reports.moveReporter(from, into);
    await contacts.moveOwner(from, into);
  },
  async erase(account) {
    await notes.removeOfLearner(account);
    await visits.removeOfLearner(account);
    await enrolments.forgetOwnThings(account);
    await reports.forgetReporter(account);
    for (const { _id: course } of await contacts.selectOf(account)) await contacts.remove(course);
  },
});
