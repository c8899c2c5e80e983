import { createServer, type Server } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino, type Logger } from 'pino';
import { issueFirstAdministratorCode } from './accounts/first-administrator.ts';
import { createApp, type Application } from './app.ts';
import { loadPlugins } from './assessment/question-types/load-plugins.ts';
import { questionTypes } from './assessment/question-types/registry.ts';
import { settleFinishedAttempts } from './assessment/finish-attempt.ts';
import { certificateTemplateNames } from './certification/pdf/certificate-templates.ts';
import { countSittings } from './assessment/analysis/count-sittings.ts';
import { settleCertificates } from './certification/settle-certificates.ts';
import type { Config } from './config.ts';
import { openCatalogue, type Catalogue } from './content/catalogue.ts';
import { createVersionStore } from './content/version-store.ts';
import { openSecret } from './storage/secrets.ts';
import { openStorage, type Storage } from './storage/storage.ts';
import { styleguideRoutes } from './web/styleguide-routes.ts';
import { loadAssets, loadChangingAssets } from './web/assets.ts';
import { createRenderer } from './web/render.ts';

const MINUTE_MS = 60_000;
/** Attempts whose time is over are finished this often. */
const FINISH_MS = 5 * MINUTE_MS;
/** Finished attempts are added to the counters of item analysis this often, those of a few seconds together. */
const COUNT_MS = 5_000;
/** What reads whole collections is done seldom: certificates that are due, what has run out. */
const TIDY_MS = 60 * MINUTE_MS;
/** Requests under way get this long when the service stops. */
const LAST_REQUESTS_MS = 10_000;
const IDLE_CHECK_MS = 100;

export interface Service {
  readonly address: string;
  readonly application: Application;
  readonly catalogue: Catalogue;
  readonly storage: Storage;
  /** Opens the door for the first administrator; undefined where there is one. */
  readonly firstAdministratorLink: string | undefined;
  /** Stops taking requests, lets those under way end, then closes what was opened, in order. */
  stop(): Promise<void>;
}

/** The folder that holds `package.json`, whether the code runs from `server/` or from `dist/server/`. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

const versionOf = (root: string): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : port);
    });
  });

const createLogger = (level: string): Logger =>
  pino({ level, redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.code', '*.token'] });

export async function startService(config: Config): Promise<Service> {
  const root = projectRoot();
  const logger = createLogger(config.logLevel);
  const report = (problem: unknown) => logger.error({ err: problem }, 'background work failed');
  const development = config.mode === 'development';
  const publicDir = import.meta.url.endsWith('.ts') ? join(root, 'public') : join(root, 'dist', 'public');

  const pluginViews = await loadPlugins(config.plugins);
  const storage = await openStorage({ mongodbUri: config.mongodbUri, dataDir: config.dataDir });
  const versions = createVersionStore(storage.connection);
  let address = config.baseUrl ?? '';
  const [catalogue, sessionSecret] = await Promise.all([
    openCatalogue({ folders: config.coursesDirs, formats: questionTypes, templates: certificateTemplateNames, versions, onFault: report }),
    config.sessionSecret ?? openSecret(config.dataDir, 'session'),
  ]);
  const application = createApp({
    storage,
    catalogue,
    render: createRenderer(join(root, 'views'), { keep: !development, pluginViews }),
    assets: development ? loadChangingAssets(publicDir) : loadAssets(publicDir),
    logger,
    sessionSecret,
    baseUrl: config.baseUrl,
    trustProxy: config.trustProxy,
    version: versionOf(root),
    address: () => address,
    extraRoutes: development ? styleguideRoutes(root) : [],
  });
  await storage.ready();

  const server = createServer(application.express);
  const port = await listen(server, config.port, config.host);
  address ||= `http://${config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host}:${port}`;
  const code = await issueFirstAdministratorCode(application.accounts.accounts, application.accounts.codes);
  const stopChores = startChores(application, report);

  return {
    address,
    application,
    catalogue,
    storage,
    firstAdministratorLink: code && `${address}/start/${code}`,
    stop: async () => {
      await stopChores();
      await application.assessment.work.stop();
      await closeServer(server);
      await catalogue.close();
      await storage.close();
    },
  };
}

/** What has to be done now and then; a failure is told and tried again the next time. */
function startChores({ assessment, certification, sessions, accounts }: Application, report: (problem: unknown) => void) {
  let running: Promise<unknown> = Promise.resolve();
  const soon = (work: () => Promise<unknown>) => {
    running = running.then(work).catch(report);
  };
  const finish = () => settleFinishedAttempts(assessment);
  const count = async () => {
    await countSittings(assessment);
    await assessment.work.resume();
  };
  const tidy = async () => {
    await settleCertificates(certification, report);
    await sessions.removeExpired();
    await accounts.throttle.removeExpired();
    await accounts.codes.removeExpired();
  };
  soon(finish);
  soon(tidy);
  const timers = [setInterval(() => soon(count), COUNT_MS), setInterval(() => soon(finish), FINISH_MS), setInterval(() => soon(tidy), TIDY_MS)];
  for (const timer of timers) timer.unref();
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await running;
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
    const enough = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(enough);
      resolve();
    });
    server.closeIdleConnections();
  });
}
