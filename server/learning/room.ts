import type { Connection } from 'mongoose';
import { NO_ANNOUNCEMENTS, type Announcements } from './announcements.ts';
import type { Learning } from './learning.ts';
import { createMistakeReportStore, type MistakeReportStore } from './mistake-report-store.ts';
import type { CertificateShelf, ExamDoors } from './standing.ts';

/** What the pages of this room need: its own parts, and what later rooms tell it through ports. */
export interface LearningRoom {
  readonly learning: Learning;
  readonly doors: ExamDoors;
  readonly shelf: CertificateShelf;
  readonly reports: MistakeReportStore;
  readonly announcements: Announcements;
}

export const openLearningRoom = (
  connection: Connection,
  learning: Learning,
  doors: ExamDoors,
  shelf: CertificateShelf,
  announcements: Announcements = NO_ANNOUNCEMENTS,
): LearningRoom => ({ learning, doors, shelf, reports: createMistakeReportStore(connection), announcements });
