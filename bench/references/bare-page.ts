import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import session, { Store, type SessionData } from 'express-session';
import Database from 'libsql';

/**
 * The least that shows a page to somebody signed in, as Express's guide writes it: `lesson.ejs` of a folder, a session behind a
 * signed cookie and a progress, both read from SQLite for each request. No CSRF tokens, no headers, no compression, no log.
 */
const [folder = ''] = process.argv.slice(2);
const { sessions, progress } = JSON.parse(readFileSync(join(folder, 'learners.json'), 'utf8')) as Record<'sessions' | 'progress', Record<string, object>>;
const database = new Database(join(folder, 'bare.sqlite'));
for (const [table, records] of Object.entries({ sessions, progress })) {
  database.exec(`CREATE TABLE ${table} (id TEXT PRIMARY KEY, data TEXT NOT NULL)`);
  const insert = database.prepare(`INSERT INTO ${table} (id, data) VALUES (?, ?)`);
  for (const [id, record] of Object.entries(records)) insert.run([id, JSON.stringify(record)]);
}
const selectSession = database.prepare('SELECT data FROM sessions WHERE id = ?').raw(true);
const selectProgress = database.prepare('SELECT data FROM progress WHERE id = ?').raw(true);
const parse = <T>(row: unknown): T => JSON.parse(Array.isArray(row) ? String(row[0]) : '{}') as T;

class SqliteStore extends Store {
  override get = (id: string, done: (problem: unknown, data: SessionData) => void) => done(null, parse(selectSession.get([id])));
  override set = (): never => { throw new Error('this reference only reads'); };
  override destroy = this.set;
}

const app = express();
app.set('views', folder);
app.set('view engine', 'ejs');
app.use(session({ secret: 'bare', store: new SqliteStore(), resave: false, saveUninitialized: false, name: 'sid' }));
app.get('/lesson', (request, response) => {
  const { learner } = request.session as unknown as { learner: string };
  response.render('lesson', { session: request.session, read: parse(selectProgress.get([learner])) });
});
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as { port: number }).port}`));
