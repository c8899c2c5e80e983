import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import { Sqlite } from '../../server/storage/embedded/sqlite.ts';
import { statements } from '../../server/storage/embedded/statements.ts';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { walkEverywhere } from './whole-walk.ts';

/** Node tells of each request that a server of this process gets. */
const REQUESTS = 'http.server.request.start';

interface Planned {
  readonly sql: string;
  readonly plan: readonly string[];
}

const planOf = (sqlite: Sqlite, sql: string): Planned => {
  const marks = sql.split('?').length - 1;
  const rows = sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(Array.from({ length: marks }, () => null));
  return { sql, plan: rows.map((row) => String(row[3])) };
};

/** A page in an index's order that nothing is left out of stops after its last row; `WHERE 0` reads nothing. */
const isBounded = (sql: string): boolean => /WHERE 1( ORDER BY .*)? LIMIT /.test(sql) || /WHERE 0\b/.test(sql);

/** What is read as a whole, by table, and may: no request waits for it. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  c_migrations: 'read at the start, and holds one document for each version that changed the data',
};

const faultIn = ({ sql, plan }: Planned): string | undefined => {
  const scan = plan.find((step) => /SCAN "?c_/.test(step));
  if (scan) return isBounded(sql) || Object.keys(EXCEPTIONS).some((table) => sql.includes(`"${table}"`)) ? undefined : scan;
  // A page that is sorted after reading has read all that the list holds, unless it was asked for by `_id`.
  const sorts = plan.some((step) => step.startsWith('USE TEMP B-TREE')) && / LIMIT /.test(sql);
  return sorts && !plan.some((step) => /SEARCH "?c_\w+"? USING INDEX sqlite_autoindex_\w+ \(id=\?\)/.test(step)) ? 'reads all of a list for a page of it' : undefined;
};

/** `/courses/:course` as it stands in the addresses that were asked for. */
const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/\*\w+/g, '.+').replace(/:\w+/g, '[^/]+')}$`);

describe('the queries of the application', function () {
  this.timeout(180_000);
  const prepared = new Set<string>();
  const asked = new Set<string>();
  let site: TestService;
  const keep = (sql: unknown): void => void prepared.add(String(sql));
  const keepRequest = (message: unknown): void => {
    const { request } = message as { request: IncomingMessage };
    asked.add(`${request.method?.toLowerCase()} ${request.url?.replace(/\?.*$/, '')}`);
  };
  before(async () => {
    statements.subscribe(keep);
    subscribe(REQUESTS, keepRequest);
    site = await startTestService();
    await walkEverywhere(site);
  });
  after(async () => {
    statements.unsubscribe(keep);
    unsubscribe(REQUESTS, keepRequest);
    await site?.close();
  });

  it('are all asked, since every address is visited', () => {
    const missed = site.service.application.routes.filter(
      ({ method, path }) => ![...asked].some((request) => request.startsWith(`${method} `) && patternOf(path).test(request.slice(method.length + 1))),
    );
    expect(missed.map(({ method, path }) => `${method} ${path}`)).to.deep.equal([]);
  });

  it('find by an index what they look for', () => {
    const sqlite = new Sqlite(join(site.dataDir, 'bimtek.sqlite'));
    const queries = [...prepared].filter((sql) => /^\s*(SELECT|DELETE|UPDATE)/.test(sql) && /\bc_/.test(sql));
    const faults = queries.map((sql) => planOf(sqlite, sql)).flatMap((planned) => {
      const fault = faultIn(planned);
      return fault === undefined ? [] : [`${fault}: ${planned.sql}`];
    });
    sqlite.close();
    expect(queries.length).to.be.greaterThan(100);
    expect(faults).to.deep.equal([]);
  });
});
