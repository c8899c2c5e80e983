import type { Express } from 'express';
import type { Logger } from 'pino';
import { openAccounts, type Accounts } from './accounts/accounts.ts';
import { accountRoutes } from './accounts/routes.ts';
import { openAudit } from './administration/audit/audit.ts';
import { openAdministration, openClassTerms, openFollows, openTold, type Administration } from './administration/administration.ts';
import type { MailSettings } from './administration/announcements/mailer.ts';
import { administrationRoutes } from './administration/routes.ts';
import { openAssessment, type AfterExam, type Assessment } from './assessment/assessment.ts';
import { assessmentRoutes } from './assessment/routes.ts';
import { createMarkedNews } from './assessment/marked-news.ts';
import { createStandings } from './assessment/standing-store.ts';
import { createExamDoors } from './assessment/start.ts';
import { openCertification, openCertificateStore, type Certification } from './certification/certification.ts';
import { createCertificateShelf } from './certification/certificate-shelf.ts';
import { siteOf } from './certification/certificate-settings-store.ts';
import { createAfterExam, createHeldCertificates } from './certification/held-certificates.ts';
import type { SigningKeys } from './certification/keys/signing-keys.ts';
import { createRenewals } from './certification/renewals.ts';
import { createCertificatesTouched } from './certification/touched-certificates.ts';
import { certificationRoutes } from './certification/routes.ts';
import type { Catalogue, FolderProblems } from './content/catalogue.ts';
import type { PackageStore } from './content/uploads/package-store.ts';
import type { UploadedCourses } from './content/uploads/uploaded-courses.ts';
import { createVersionStore } from './content/version-store.ts';
import { healthRoutes } from './health-routes.ts';
import { openLearning } from './learning/learning.ts';
import { openLearningRoom } from './learning/room.ts';
import type { Pictures } from './learning/pictures/picture-store.ts';
import { learningRoutes } from './learning/routes.ts';
import type { Storage } from './storage/storage.ts';
import type { Audit } from './web/audit.ts';
import type { Assets } from './web/assets.ts';
import type { Render } from './web/render.ts';
import type { Route } from './web/route.ts';
import { createSendReply } from './web/send-reply.ts';
import { SessionStore } from './web/session-store.ts';
import { createWeb } from './web/web.ts';

export interface ApplicationNeeds {
  readonly storage: Storage;
  readonly catalogue: Catalogue;
  readonly uploads: UploadedCourses;
  readonly packages: PackageStore;
  readonly render: Render;
  readonly assets: Assets;
  readonly pictures: Pictures;
  readonly logger: Logger;
  readonly sessionSecret: string;
  readonly keys: SigningKeys;
  readonly baseUrl: string | undefined;
  readonly trustProxy: number;
  readonly version: string;
  /** False: phones are told to forget what they keep, and keep nothing. */
  readonly offline: boolean;
  /** Left out: no mail is sent. */
  readonly mail?: MailSettings | undefined;
  /** Where this site is reached, without a slash at the end: `BASE_URL`, or where it listens. */
  readonly address: () => string;
  /** What is wrong in the site's looks of certificates. */
  readonly looks?: readonly FolderProblems[];
  /** Pages for those who develop Bimtek. */
  readonly extraRoutes?: readonly Route[];
  readonly now?: () => Date;
}

export interface Application {
  readonly express: Express;
  readonly routes: readonly Route[];
  readonly accounts: Accounts;
  readonly assessment: Assessment;
  readonly certification: Certification;
  readonly administration: Administration;
  readonly sessions: SessionStore;
  readonly audit: Audit;
}

/**
 * Opens the rooms from left to right and connects their ports: where an earlier room needs a later one, it
 * declares what it needs, and the later one is handed in here.
 */
export function createApp(needs: ApplicationNeeds): Application {
  const { storage, catalogue, logger, now = () => new Date() } = needs;
  const { connection } = storage;
  const report = (problem: unknown) => logger.error({ err: problem }, 'background work failed');

  const sessions = new SessionStore(connection);
  const follows = openFollows(connection);
  const accounts = openAccounts(connection, sessions, follows);

  const certificates = openCertificateStore(connection, now);
  const standings = createStandings(connection, catalogue);
  const examDoors = createExamDoors(connection, catalogue, now);
  const learning = openLearning(connection, catalogue, standings, createHeldCertificates(certificates, now), follows);
  const learningRoom = openLearningRoom(connection, learning, examDoors, createCertificateShelf(certificates, createRenewals(connection, catalogue, now), now), needs.pictures, [createMarkedNews(connection, catalogue), openTold(connection, follows)]);

  const certification = openCertification(connection, {
    files: storage.files,
    accounts: accounts.accounts,
    throttle: accounts.throttle,
    learning,
    address: needs.address,
    keys: needs.keys,
    now,
    whereabouts: follows,
    classTerms: openClassTerms(connection, follows),
    report,
  });
  const afterExam: AfterExam = createAfterExam(certification);
  const assessment = openAssessment(connection, { files: storage.files, learning, afterExam, certificates: createCertificatesTouched(certification), report, now, whereabouts: follows });
  const problems = () => [...catalogue.problems(), ...(needs.looks ?? [])];
  const files: Administration['catalogue'] = {
    problems, written: (id) => catalogue.written(id), watch: (listener) => catalogue.watch(listener), versionOf: (id, version) => catalogue.versionOf(id, version), settled: () => catalogue.settled(),
  };
  const administration = openAdministration(connection, {
    accounts, assessment, catalogue: files, learning, examDoors, certification, follows, mail: needs.mail, files: storage.files, versions: createVersionStore(connection),
    uploads: needs.uploads, packages: needs.packages, contacts: learningRoom.contacts, report, now,
  });

  const { audit } = openAudit(connection, now);

  // In this order an address is looked up, so what a class of learners asks for all day comes first; no two routes share an address.
  const routes: readonly Route[] = [
    // Sizes are asked for by requests only: by then `send` is there.
    ...learningRoutes(learningRoom, needs.assets, { offline: needs.offline, measure: (page) => send.measure(page) }),
    ...assessmentRoutes(assessment),
    ...accountRoutes(accounts),
    ...certificationRoutes(certification, needs.assets),
    ...administrationRoutes(administration),
    ...healthRoutes({
      engine: storage.engine,
      version: needs.version,
      isReady: () => storage.isReady(),
      countCourses: () => catalogue.courses().length,
    }),
    ...(needs.extraRoutes ?? []),
  ];

  // A page is shown even when nobody can be asked who runs this site.
  const siteFields = async () => ({ site: await certification.settings.select().then(siteOf, () => ({})), outage: !storage.isReady() });
  const send = createSendReply({ render: needs.render, assets: needs.assets, siteFields });
  const express = createWeb(
    {
      send,
      assets: needs.assets,
      sessions,
      sessionSecret: needs.sessionSecret,
      baseUrl: needs.baseUrl,
      trustProxy: needs.trustProxy,
      logger,
      authentication: accounts.authentication.middleware,
      audit,
    },
    routes,
  );
  return { express, routes, accounts, assessment, certification, sessions, administration, audit };
}
