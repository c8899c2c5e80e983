import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import supertest from 'supertest';
import { createExamDoors } from '../../server/assessment/start.ts';
import { openAssessment, type Assessment } from '../../server/assessment/assessment.ts';
import { assessmentRoutes } from '../../server/assessment/routes.ts';
import { createStandings } from '../../server/assessment/standing-store.ts';
import type { Course } from '../../server/content/course.ts';
import { openLearning, type Learning } from '../../server/learning/learning.ts';
import type { ExamDoors, Standings } from '../../server/learning/standing.ts';
import { openStorage, type Storage } from '../../server/storage/storage.ts';
import { loadAssets } from '../../server/web/assets.ts';
import { createRenderer } from '../../server/web/render.ts';
import { createSendReply } from '../../server/web/send-reply.ts';
import { SessionStore } from '../../server/web/session-store.ts';
import type { Viewer } from '../../server/web/viewer.ts';
import { createWeb } from '../../server/web/web.ts';
import { databaseOf } from '../fixtures/engine.ts';

const root = new URL('../../', import.meta.url).pathname;

export const viewer = (id: string, given: Partial<Viewer> = {}): Viewer => ({
  id,
  userName: id,
  name: `Siti ${id}`,
  role: 'learner',
  regionCode: '32.75',
  village: 'Bojong Rawalumbu',
  scope: [],
  ...given,
});

/** A whole site of this room on the embedded engine, with a clock that tests move and courses that they change. */
export interface Site {
  readonly assessment: Assessment;
  readonly standings: Standings;
  readonly doors: ExamDoors;
  readonly learning: Learning;
  readonly storage: Storage;
  readonly clock: { now: Date };
  readonly courses: Map<string, Course>;
  readonly earlierVersions: Map<string, Course>;
  /** What the rooms to the right were told, and what they throw when they are told. */
  readonly announced: string[];
  readonly failures: { afterExam: Error | undefined };
  readonly reported: unknown[];
  readonly certificates: Map<string, string>;
  browser(viewer: Viewer): Browser;
  enrol(learner: string, course: Course): Promise<void>;
  readModule(learner: string, course: Course): Promise<void>;
  /** The same data folder, opened anew: as after a crash or a restart. */
  restart(): Promise<Site>;
  close(): Promise<void>;
}

export async function openSite(courses: readonly Course[], dataDir?: string, clock = { now: new Date('2026-11-24T02:00:00Z') }): Promise<Site> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'bimtek-assessment-')));
  const storage = await openStorage({ dataDir: folder, mongodbUri: databaseOf(folder) });
  const { connection } = storage;
  const today = new Map(courses.map((course) => [course.id, course]));
  const earlierVersions = new Map<string, Course>();
  const announced: string[] = [];
  const reported: unknown[] = [];
  const certificates = new Map<string, string>();
  const failures: Site['failures'] = { afterExam: undefined };
  const standings = createStandings(connection, { course: (id) => today.get(id) });
  const catalogue = {
    courses: () => [...today.values()],
    course: (id: string) => today.get(id),
    versionOf: async (id: string, version: string) => earlierVersions.get(`${id}:${version}`),
  };
  const held = {
    coursesOf: async () => [],
    addressOf: async (learner: string, course: string) => certificates.get(`${learner}:${course}`),
  };
  const learning = openLearning(connection, catalogue, standings, held);
  const afterExam = {
    examFinished: async (learner: string, course: string) => {
      if (failures.afterExam) throw failures.afterExam;
      announced.push(`${learner}:${course}`);
    },
  };
  const assessment = openAssessment(connection, { files: storage.files, learning, afterExam, report: (problem) => void reported.push(problem), now: () => new Date(clock.now) });
  await storage.ready();

  const assets = loadAssets(join(root, 'public'));
  const send = createSendReply({ render: createRenderer(join(root, 'views'), { keep: true }), assets, siteFields: async () => ({}) });
  const people = new Map<string, Viewer>();
  const app = createWeb(
    {
      send,
      assets,
      sessions: new SessionStore(connection),
      sessionSecret: 'only-in-this-test',
      baseUrl: undefined,
      trustProxy: 0,
      logger: pino({ level: 'silent' }),
      authentication: [(request, _response, next) => {
        const who = people.get(request.get('x-test-viewer') ?? '');
        if (who) request.user = who;
        next();
      }],
    },
    assessmentRoutes(assessment),
  );

  return {
    assessment, standings, doors: createExamDoors(connection, catalogue, () => new Date(clock.now)), learning, storage, clock, courses: today, earlierVersions, announced, failures, reported, certificates,
    browser(who) {
      people.set(who.id, who);
      return new Browser(supertest.agent(app), who.id);
    },
    async enrol(learner, course) {
      await learning.enrolments.enrol(learner, course.id, course.version);
    },
    async readModule(learner, course) {
      for (const lesson of course.modules.flatMap((module) => module.lessons)) await learning.enrolments.markRead(learner, course.id, lesson.id);
    },
    async restart() {
      await storage.close();
      const again = await openSite([...today.values()], folder, clock);
      for (const [key, course] of earlierVersions) again.earlierVersions.set(key, course);
      return again;
    },
    async close() {
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface Page {
  readonly status: number;
  readonly text: string;
  /** Where a redirect leads; '' where there is none. */
  readonly location: string;
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

const encode = (fields: Fields): string => {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of typeof value === 'string' ? [value] : value) body.append(name, one);
  return body.toString();
};

const unescape = (html: string): string => html.replaceAll('&amp;', '&').replaceAll('&#34;', '"').replaceAll('&#39;', "'");

/** A browser without JavaScript; every response is kept, so that a test can read them all. */
export class Browser {
  readonly #agent;
  readonly #who: string;
  readonly seen: Page[] = [];
  #token = '';

  constructor(agent: ReturnType<typeof supertest.agent>, who: string) {
    this.#agent = agent;
    this.#who = who;
  }

  async get(path: string): Promise<Page> {
    const response = await this.#agent.get(path).set('x-test-viewer', this.#who);
    this.#token = /name="_csrf" value="([^"]+)"/.exec(response.text)?.[1] ?? this.#token;
    return this.#keep({ status: response.status, text: response.text, location: response.get('location') ?? '' });
  }

  /** Follows redirects. */
  async open(path: string): Promise<Page & { readonly path: string }> {
    let at = path;
    for (;;) {
      const page = await this.get(at);
      if (page.location === '') return { ...page, path: at };
      at = page.location.replace(/#.*$/, '');
    }
  }

  async post(path: string, fields: Fields = {}): Promise<Page> {
    const response = await this.#agent.post(path).set('x-test-viewer', this.#who).type('form').send(encode({ ...fields, _csrf: this.#token }));
    return this.#keep({ status: response.status, text: response.text, location: response.get('location') ?? '' });
  }

  /** As the enhancement script does. */
  async send(path: string, fields: Fields): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await this.#agent.post(path).set('x-test-viewer', this.#who).accept('application/json').type('form').send(encode({ ...fields, _csrf: this.#token }));
    this.#keep({ status: response.status, text: response.text, location: '' });
    return { status: response.status, body: response.body as Record<string, unknown> };
  }

  /** Where the page's answer form is sent to. */
  static action(page: Page): string {
    const action = /<form method="post" action="([^"]+)"/.exec(page.text)?.[1];
    if (!action) throw new Error(`No form in ${page.text.slice(0, 200)}`);
    return unescape(action);
  }

  #keep(page: Page): Page {
    this.seen.push(page);
    return page;
  }
}
