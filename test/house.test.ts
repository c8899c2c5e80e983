import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect } from 'chai';

/** Rooms from left to right: each may import from those before it (docs/architecture.md). */
const ROOMS = ['accounts', 'content', 'learning', 'assessment', 'certification', 'administration', 'integration', 'cli'];
/** Known to every room; among themselves they keep an order too. */
const FOUNDATION = ['errors.ts', 'config.ts', 'workers', 'storage', 'web'];
/** They put the rooms together. */
const TOP = ['main.ts', 'primary.ts', 'app.ts', 'service.ts', 'chores.ts', 'ready.ts', 'logger.ts', 'health-routes.ts'];
/** The ORM's calls that reach the database. */
const QUERY = /\.(findOne|findOneAndUpdate|updateOne|updateMany|deleteOne|deleteMany|insertMany|bulkWrite|countDocuments|aggregate)\(/;
const LONGEST_FILE = 300;

const files = readdirSync('server', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map((path) => path.split('\\').join('/'));

const roomOf = (path: string): string => path.split('/')[0] ?? path;

const importsOf = (path: string): string[] => {
  const text = readFileSync(join('server', path), 'utf8');
  return [...text.matchAll(/(?:from|import)\s+'(\.{1,2}\/[^']+)'/g)].map((found) =>
    relative('server', resolve(join('server', dirname(path)), found[1] ?? '')),
  );
};

const mayImport = (from: string, to: string): boolean => {
  const [room, other] = [roomOf(from), roomOf(to)];
  if (room === other || TOP.includes(room)) return true;
  if (FOUNDATION.includes(room)) return FOUNDATION.includes(other);
  if (FOUNDATION.includes(other)) return true;
  return ROOMS.includes(other) && ROOMS.indexOf(other) < ROOMS.indexOf(room);
};

describe('the house', () => {
  it('has only rooms that somebody named', () => {
    const known = [...ROOMS, ...FOUNDATION, ...TOP];
    expect([...new Set(files.map(roomOf))].filter((room) => !known.includes(room))).to.deep.equal([]);
  });

  it('lets imports point to the left only', () => {
    const wrong = files.flatMap((from) => importsOf(from).filter((to) => !mayImport(from, to)).map((to) => `${from} -> ${to}`));
    expect(wrong).to.deep.equal([]);
  });

  it('keeps queries in stores', () => {
    const wrong = files.filter(
      (path) => roomOf(path) !== 'storage' && !/-store\.ts$/.test(path) && QUERY.test(readFileSync(join('server', path), 'utf8')),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('reads the environment in one place', () => {
    const wrong = files.filter((path) => path !== 'config.ts' && /process\.env\b/.test(readFileSync(join('server', path), 'utf8')));
    expect(wrong).to.deep.equal([]);
  });

  it('has no cupboard for whatever', () => {
    expect(files.filter((path) => /(^|\/)(utils?|helpers?|lib|common|misc)(\/|\.ts$)/.test(path))).to.deep.equal([]);
  });

  it('has no file that nobody can read in one go', () => {
    const long = files.filter((path) => !path.endsWith('region-table.ts') && !path.includes('i18n/')).filter((path) => readFileSync(join('server', path), 'utf8').split('\n').length > LONGEST_FILE);
    expect(long).to.deep.equal([]);
  });

  it('has no way around the types', () => {
    const wrong = files.filter((path) => /@ts-(ignore|nocheck|expect-error)|\bas any\b|: any\b(?!\()/.test(readFileSync(join('server', path), 'utf8')));
    expect(wrong).to.deep.equal([]);
  });
});
