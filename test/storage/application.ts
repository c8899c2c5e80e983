import { join } from 'node:path';
import { createClassStore } from '../../server/administration/classes/class-store.ts';
import { createFollowCounterStore } from '../../server/administration/following/counter-store.ts';
import { createFollowStore } from '../../server/administration/following/follow-store.ts';
import { createExamDoors } from '../../server/assessment/start.ts';
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
  const follows = createFollowStore(connection);
  const accounts = createAccountStore(connection, follows);
  const held = { coursesOf: async () => [], addressOf: async () => undefined };
  const learning = openLearning(connection, catalogue, createStandings(connection, catalogue), held, follows);
  const certification = openCertification(connection, { files: storage.files, accounts, throttle: createThrottleStore(connection), learning, address: () => 'https://bimtek.example', keys: openSigningKeys(join(dataDir, 'keys')), whereabouts: follows });
  const assessment = openAssessment(connection, { files: storage.files, learning, afterExam: createAfterExam(certification), report, whereabouts: follows });
  const classes = createClassStore(connection, follows);
  const counters = createFollowCounterStore(connection);
  const following = { accounts, classes, counters, follows, learning, standings: assessment.standings, markings: assessment.markings, certificates: certification.certificates, examDoors: createExamDoors(connection, catalogue) };
  await storage.ready();
  return { storage, accounts, learning, certification, assessment, classes, following };
}
