import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Response } from 'express';
import Database from 'libsql';

/**
 * The least that takes an attempt: a start and ten answers that are inserted durably, a COMMIT for all that came in one
 * tick; an end that leads on, and `review.html` of a folder as it is. No session, no rules, no grading.
 */
const [folder = ''] = process.argv.slice(2);
const review = readFileSync(join(folder, 'review.html'), 'utf8');
const database = new Database(join(folder, 'bare.sqlite'));
for (const sql of ['PRAGMA journal_mode = WAL', 'PRAGMA synchronous = FULL', 'CREATE TABLE writes (n INTEGER PRIMARY KEY, path TEXT, response TEXT, at TEXT)']) database.exec(sql);
const insert = database.prepare('INSERT INTO writes (path, response, at) VALUES (?, ?, ?)');

let waiting: { readonly values: readonly string[]; readonly done: () => void }[] = [];
function commit(): void {
  const group = waiting;
  waiting = [];
  database.exec('BEGIN IMMEDIATE');
  for (const { values } of group) insert.run(values);
  database.exec('COMMIT');
  for (const { done } of group) done();
}
const save = (path: string, body: unknown, done: () => void): void => {
  if (waiting.length === 0) setImmediate(commit);
  waiting.push({ values: [path, (body as { readonly response?: string }).response ?? '', new Date().toISOString()], done });
};

const app = express();
const form = express.urlencoded({ extended: false });
app.post('/courses/:course/quizzes/:quiz', form, (request, response: Response) => save(request.path, request.body, () => response.redirect(303, '/attempts/x')));
app.post('/attempts/:attempt/questions/:number', form, (request, response: Response) => save(request.path, request.body, () => response.json({ saved: true })));
app.post('/attempts/:attempt/finish', form, (_request, response: Response) => response.redirect(303, '/attempts/x/result'));
app.get('/attempts/:attempt/result', (_request, response: Response) => void response.type('html').send(review));
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(`http://127.0.0.1:${address.port}`);
});
