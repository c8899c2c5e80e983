import { join } from 'node:path';
import { createAccountStore } from '../../server/accounts/account-store.ts';
import { createThrottleStore } from '../../server/accounts/throttle-store.ts';
import { openAssessment } from '../../server/assessment/assessment.ts';
import { createStandings } from '../../server/assessment/standing-store.ts';
import { openCertification } from '../../server/certification/certification.ts';
import { createAfterExam } from '../../server/certification/held-certificates.ts';
import { openSigningKeys } from '../../server/certification/keys/signing-keys.ts';
import { openLearning } from '../../server/learning/learning.ts';
import { openStorage } from '../../server/storage/storage.ts';
import { course, questionsFor, quiz } from '../assessment/course-factory.ts';

const questions = (code: string) => questionsFor(code, 5).map((question) => ({ ...question, type: question.type }));

/** A course whose exam may be sat at once, with questions of every type. */
export const COURSE = course({
  exam: quiz({ id: 'ujian-akhir', kind: 'exam', attempts: { limit: 3, waitMinutes: 0 }, draw: { perCompetency: 3 }, questions: ['PSM.D.01', 'PSM.D.02'].flatMap(questions) }),
});

/** The rooms that write while somebody learns, on the data of a folder, without HTTP. */
export async function openApplication(dataDir: string, report: (problem: unknown) => void) {
  const storage = await openStorage({ dataDir });
  const { connection } = storage;
  const catalogue = { courses: () => [COURSE], course: (id: string) => (id === COURSE.id ? COURSE : undefined), versionOf: async () => COURSE };
  const accounts = createAccountStore(connection);
  const held = { coursesOf: async () => [], addressOf: async () => undefined };
  const learning = openLearning(connection, catalogue, createStandings(connection, catalogue), held);
  const certification = openCertification(connection, { files: storage.files, accounts, throttle: createThrottleStore(connection), learning, address: () => 'https://bimtek.example', keys: openSigningKeys(join(dataDir, 'keys')) });
  const assessment = openAssessment(connection, { files: storage.files, learning, afterExam: createAfterExam(certification), report });
  await storage.ready();
  return { storage, accounts, learning, certification, assessment };
}
