import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueFirstAdministratorCode } from './accounts/first-administrator.ts';
import { createApp, type Application } from './app.ts';
import { loadPlugins } from './assessment/question-types/load-plugins.ts';
import { questionTypes } from './assessment/question-types/registry.ts';
import { openSigningKeys } from './certification/keys/signing-keys.ts';
import { addLooks, certificateTemplateNames } from './certification/pdf/certificate-templates.ts';
import { layoutFormat } from './certification/pdf/declared/layout-format.ts';
import { readLooks, siteLooksFolder } from './certification/pdf/declared/read-looks.ts';
import { startChores } from './chores.ts';
import type { Config } from './config.ts';
import { openCatalogue, type Catalogue } from './content/catalogue.ts';
import { KeptReadings } from './content/kept-readings.ts';
import { createPatientVersionStore } from './content/patient-version-store.ts';
import { createPackageStore } from './content/uploads/package-store.ts';
import { UploadedCourses } from './content/uploads/uploaded-courses.ts';
import { createVersionStore } from './content/version-store.ts';
import { preparePictures } from './learning/pictures/prepare-pictures.ts';
import { openPictures } from './learning/pictures/picture-store.ts';
import { createLogger } from './logger.ts';
import { prepareStorage } from './storage/prepare.ts';
import { openSecret } from './storage/secrets.ts';
import { openStorage, type Storage } from './storage/storage.ts';
import { loadLanguages } from './web/i18n/load-languages.ts';
import { styleguideRoutes } from './web/styleguide-routes.ts';
import { loadAssets, loadChangingAssets } from './web/assets.ts';
import { projectRoot } from './web/project-root.ts';
import { createRenderer } from './web/render.ts';

/** Requests under way get this long when the service stops. */
const LAST_REQUESTS_MS = 10_000;
const IDLE_CHECK_MS = 100;

export interface Service {
  readonly address: string;
  readonly application: Application;
  readonly catalogue: Catalogue;
  readonly storage: Storage;
  /** Opens the door for the first administrator; undefined where there is one, and in a worker. */
  readonly firstAdministratorLink: string | undefined;
  /** Stops taking requests, lets those under way end, then closes what was opened, in order. */
  stop(): Promise<void>;
}

const versionOf = (root: string): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;

/** The build that runs (`scripts/build.mjs`); undefined: the sources run, which change under the hand. */
const buildOf = (root: string): string | undefined =>
  import.meta.url.endsWith('.ts') ? undefined : readFileSync(join(root, 'dist', 'build.txt'), 'utf8');

/** What other question types make of a file only they know: with plug-ins every start reads every file. */
function keptReadings({ dataDir, plugins }: Config, root: string): KeptReadings | undefined {
  const build = buildOf(root);
  return build === undefined || plugins.length > 0 ? undefined : new KeptReadings(join(dataDir, 'readings'), JSON.stringify([build, process.version, certificateTemplateNames]));
}

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : port);
    });
  });

export async function startService(config: Config): Promise<Service> {
  const root = projectRoot();
  const logger = createLogger(config.logLevel);
  const report = (problem: unknown) => logger.error({ err: problem }, 'background work failed');
  const development = config.mode === 'development';
  const publicDir = import.meta.url.endsWith('.ts') ? join(root, 'public') : join(root, 'dist', 'public');

  for (const line of config.languagesDir ? await loadLanguages(config.languagesDir) : []) logger.info(line);
  const pluginViews = await loadPlugins(config.plugins);
  const looks = await readLooks(siteLooksFolder());
  addLooks(looks.flatMap(({ name, source }) => (source ? [{ name, source }] : [])));
  const storage = await openStorage({ mongodbUri: config.mongodbUri, dataDir: config.dataDir });
  if (storage.lost) logger.error(storage.lost, 'writes that were acknowledged are missing from the data file; run: bimtek storage check');
  const isWorker = config.worker !== undefined;
  const kept = createVersionStore(storage.connection);
  const versions = isWorker && config.worker !== 1 ? createPatientVersionStore(kept, (course) => kept.isKept(course)) : kept;
  const packages = createPackageStore(storage.connection);
  const uploads = new UploadedCourses(packages, join(config.dataDir, 'uploaded'), report);
  await uploads.open();
  let address = config.baseUrl ?? '';
  const pictures = await openPictures(join(config.dataDir, 'pictures'), (sentence) => logger.warn(sentence));
  // One process of several makes them ahead; each makes what it is asked for.
  const prepare = () => (isWorker && config.worker !== 1 ? undefined : preparePictures(served?.courses() ?? [], pictures));
  let served: Catalogue | undefined;
  const [catalogue, sessionSecret] = await Promise.all([
    openCatalogue({ folders: [...config.coursesDirs, uploads.folder], formats: questionTypes, templates: certificateTemplateNames, layouts: layoutFormat, versions, kept: keptReadings(config, root), onFault: report, onChange: prepare }),
    config.sessionSecret ?? openSecret(config.dataDir, 'session'),
  ]);
  uploads.follow(() => catalogue.lookAgain());
  // A version that could not be kept while the database was down is kept now.
  storage.connection.on('reconnected', () => catalogue.lookAgain());
  const application = createApp({
    storage,
    catalogue,
    uploads,
    packages,
    render: createRenderer(join(root, 'views'), { keep: !development, pluginViews }),
    assets: development ? loadChangingAssets(publicDir) : loadAssets(publicDir),
    pictures,
    logger,
    sessionSecret,
    keys: openSigningKeys(config.keysDir),
    baseUrl: config.baseUrl,
    trustProxy: config.trustProxy,
    offline: config.offline,
    mail: config.mail,
    version: versionOf(root),
    address: () => address,
    looks: looks.flatMap(({ checked }) => (checked.problems.length > 0 ? [checked] : [])),
    extraRoutes: development ? styleguideRoutes(root) : [],
  });
  await storage.ready();
  // Workers find this done by the primary.
  if (!isWorker) await prepareStorage(storage);

  const server = createServer(application.express);
  const port = await listen(server, config.port, config.host);
  address ||= `http://${config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host}:${port}`;
  const code = isWorker ? undefined : await issueFirstAdministratorCode(application.accounts.accounts, application.accounts.codes);
  served = catalogue;
  catalogue.warm();
  prepare();
  const chores = startChores(application, storage, { isShared: isWorker || storage.engine === 'mongodb', address: () => address, mail: config.mail, keysDir: config.keysDir }, report);

  return {
    address,
    application,
    catalogue,
    storage,
    firstAdministratorLink: code && `${address}/start/${code}`,
    stop: async () => {
      application.administration.changes.close();
      // Nobody is let in any more while the chores come to their end.
      await Promise.all([closeServer(server), chores.stop()]);
      await application.assessment.work.stop();
      await uploads.close();
      await application.administration.rosterWork.stop();
      await catalogue.close();
      await pictures.close();
      await storage.close();
    },
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
