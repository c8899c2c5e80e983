import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import Database from 'libsql';

/**
 * The least that shows a page to somebody signed in, as Express's guide writes it: `lesson.ejs` of a folder, a
 * session and a progress read from SQLite for each request. No CSRF tokens, no headers, no compression, no log.
 */
const [folder = ''] = process.argv.slice(2);
const { sessions, progress } = JSON.parse(readFileSync(join(folder, 'learners.json'), 'utf8')) as Record<'sessions' | 'progress', Record<string, object>>;

const database = new Database(join(folder, 'bare.sqlite'));
database.exec('CREATE TABLE sessions (id TEXT PRIMARY KEY, data TEXT NOT NULL)');
database.exec('CREATE TABLE progress (id TEXT PRIMARY KEY, data TEXT NOT NULL)');
for (const [table, records] of Object.entries({ sessions, progress })) {
  const insert = database.prepare(`INSERT INTO ${table} (id, data) VALUES (?, ?)`);
  for (const [id, record] of Object.entries(records)) insert.run([id, JSON.stringify(record)]);
}
const selectSession = database.prepare('SELECT data FROM sessions WHERE id = ?').raw(true);
const selectProgress = database.prepare('SELECT data FROM progress WHERE id = ?').raw(true);
const parse = (row: unknown): Record<string, unknown> => JSON.parse(Array.isArray(row) ? String(row[0]) : '{}');

const app = express();
app.set('views', folder);
app.set('view engine', 'ejs');
app.get('/lesson', (request, response) => {
  const id = /(?:^|; )sid=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  const session = parse(selectSession.get([id ?? '']));
  const read = parse(selectProgress.get([String(session['learner'])]));
  response.render('lesson', { session, read });
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(`http://127.0.0.1:${address.port}`);
});
