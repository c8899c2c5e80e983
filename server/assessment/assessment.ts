import type { Connection } from 'mongoose';
import { NOBODY_FOLLOWS, type Whereabouts } from '../accounts/whereabouts.ts';
import type { Learning } from '../learning/learning.ts';
import { createMistakeReportStore, type MistakeReportStore } from '../learning/mistake-report-store.ts';
import type { FileStore } from '../storage/file-store.ts';
import { createAskedQuestions, type AskedQuestions } from './asked-questions.ts';
import { createCounterStore, type CounterStore } from './analysis/counter-store.ts';
import { createAttemptStore, type AttemptStore } from './attempt-store.ts';
import { createMarkingStore, type MarkingStore } from './marking-store.ts';
import { NO_CERTIFICATES, type CertificatesTouched } from './regrading/certificates-touched.ts';
import { createRegradeWork, type RegradeWork } from './regrading/regrade-work.ts';
import { createRegradeStore, type RegradeStore } from './regrading/regrade-store.ts';
import { createSittingStore, type SittingStore } from './sittings/sitting-store.ts';
import { createStandingStore, type StandingStore } from './standing-store.ts';

/** What happens after an exam; the certification room implements it. Told again after a crash, so it must bear repetition. */
export interface AfterExam {
  examFinished(learner: string, course: string): Promise<void>;
}

/** The room's parts, put together once. */
export interface Assessment {
  readonly attempts: AttemptStore;
  readonly standings: StandingStore;
  readonly markings: MarkingStore;
  /** Files that were sent as answers. */
  readonly files: FileStore;
  readonly asked: AskedQuestions;
  readonly learning: Learning;
  readonly reports: MistakeReportStore;
  readonly afterExam: AfterExam;
  readonly sittings: SittingStore;
  readonly counters: CounterStore;
  readonly regrades: RegradeStore;
  readonly certificates: CertificatesTouched;
  readonly work: RegradeWork;
  readonly now: () => Date;
  /** For what must not stop a learner, and must not be overlooked. */
  readonly report: (problem: unknown) => void;
}

/** What a regrade needs: all but its own work in the background. */
export type Regrading = Omit<Assessment, 'work'>;

export interface AssessmentNeeds {
  readonly files: FileStore;
  readonly learning: Learning;
  readonly afterExam: AfterExam;
  /** Left out: nobody holds a certificate. */
  readonly certificates?: CertificatesTouched;
  readonly report: (problem: unknown) => void;
  readonly now?: () => Date;
  /** Left out: nobody follows classes. */
  readonly whereabouts?: Whereabouts;
}

export function openAssessment(connection: Connection, { files, learning, afterExam, report, certificates = NO_CERTIFICATES, now = () => new Date(), whereabouts = NOBODY_FOLLOWS }: AssessmentNeeds): Assessment {
  const assessment: Regrading = {
    attempts: createAttemptStore(connection),
    standings: createStandingStore(connection, whereabouts),
    markings: createMarkingStore(connection, whereabouts),
    files,
    asked: createAskedQuestions(learning.courses),
    learning,
    reports: createMistakeReportStore(connection),
    afterExam,
    sittings: createSittingStore(connection),
    counters: createCounterStore(connection),
    regrades: createRegradeStore(connection),
    certificates,
    now,
    report,
  };
  return { ...assessment, work: createRegradeWork(assessment) };
}
