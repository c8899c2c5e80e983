import { openAccounts, type Accounts } from '../accounts/accounts.ts';
import { openFollowing, openFollows, type Administration } from '../administration/administration.ts';
import { openAudit } from '../administration/audit/audit.ts';
import type { Audit } from '../web/audit.ts';
import { openAssessment, type Assessment } from '../assessment/assessment.ts';
import { loadPlugins } from '../assessment/question-types/load-plugins.ts';
import { questionTypes } from '../assessment/question-types/registry.ts';
import { createStandings } from '../assessment/standing-store.ts';
import { createExamDoors } from '../assessment/start.ts';
import type { ClassStore } from '../administration/classes/class-store.ts';
import { openCertification, openCertificateStore, type Certification } from '../certification/certification.ts';
import { layoutFormat } from '../certification/pdf/declared/layout-format.ts';
import { createHeldCertificates } from '../certification/held-certificates.ts';
import { openSigningKeys } from '../certification/keys/signing-keys.ts';
import { createCertificatesTouched } from '../certification/touched-certificates.ts';
import { readConfig } from '../config.ts';
import { openCatalogue } from '../content/catalogue.ts';
import type { Course } from '../content/course.ts';
import { createVersionStore } from '../content/version-store.ts';
import { openLearning } from '../learning/learning.ts';
import { openStorage } from '../storage/storage.ts';
import { SessionStore } from '../web/session-store.ts';

export interface Rooms {
  readonly accounts: Accounts;
  readonly assessment: Assessment;
  readonly following: Administration['following'];
  readonly certification: Certification;
  readonly classes: ClassStore;
  readonly courses: readonly Course[];
  readonly audit: Audit;
}

/** Whatever goes wrong while a command works is told where the command was given. */
const report = (problem: unknown): void => void process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);

/**
 * The rooms of this installation for one command, beside a server that may be running. No certificate is issued from
 * here: what has become due is issued by the server, which knows its address.
 */
export async function withRooms<T>(work: (rooms: Rooms) => Promise<T>): Promise<T> {
  const config = readConfig();
  await loadPlugins(config.plugins);
  const storage = await openStorage({ dataDir: config.dataDir, mongodbUri: config.mongodbUri });
  const { connection } = storage;
  const catalogue = await openCatalogue({ folders: config.coursesDirs, formats: questionTypes, layouts: layoutFormat, versions: createVersionStore(connection), onFault: report });
  try {
    const follows = openFollows(connection);
    const accounts = openAccounts(connection, new SessionStore(connection), follows);
    const held = createHeldCertificates(openCertificateStore(connection));
    const learning = openLearning(connection, catalogue, createStandings(connection, catalogue), held, follows);
    const certification = openCertification(connection, {
      files: storage.files, accounts: accounts.accounts, throttle: accounts.throttle, learning, address: () => config.baseUrl ?? '', keys: openSigningKeys(config.keysDir), whereabouts: follows,
    });
    const assessment = openAssessment(connection, {
      files: storage.files, learning, report, afterExam: { examFinished: () => Promise.resolve() }, certificates: createCertificatesTouched(certification), whereabouts: follows,
    });
    const following = openFollowing(connection, { accounts, assessment, certification, learning, follows, examDoors: createExamDoors(connection, catalogue) });
    await storage.ready();
    return await work({ accounts, assessment, certification, classes: following.classes, following, courses: catalogue.courses(), audit: openAudit(connection).audit });
  } finally {
    await catalogue.close();
    await storage.close();
  }
}
