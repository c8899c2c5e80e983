import type { Connection } from 'mongoose';
import { createContactStore, type ContactStore } from './contacts/contact-store.ts';
import type { Learning } from './learning.ts';
import { createMistakeReportStore, type MistakeReportStore } from './mistake-report-store.ts';
import type { NewsSource } from './news/news.ts';
import { createVisitStore, type VisitStore } from './news/visit-store.ts';
import { createNoteStore, type NoteStore } from './notes/note-store.ts';
import type { Pictures } from './pictures/picture-store.ts';
import type { CertificateShelf, ExamDoors } from './standing.ts';

/** What the pages of this room need: its own parts, and what later rooms tell it through ports. */
export interface LearningRoom {
  readonly learning: Learning;
  readonly doors: ExamDoors;
  readonly shelf: CertificateShelf;
  readonly reports: MistakeReportStore;
  readonly notes: NoteStore;
  readonly contacts: ContactStore;
  readonly visits: VisitStore;
  readonly news: readonly NewsSource[];
  readonly pictures: Pictures;
}

export const openLearningRoom = (
  connection: Connection,
  learning: Learning,
  doors: ExamDoors,
  shelf: CertificateShelf,
  pictures: Pictures,
  news: readonly NewsSource[] = [],
): LearningRoom => ({
  learning,
  doors,
  shelf,
  news,
  pictures,
  reports: createMistakeReportStore(connection),
  notes: createNoteStore(connection),
  contacts: createContactStore(connection),
  visits: createVisitStore(connection),
});
