import { join } from 'node:path';
import express, { type Response } from 'express';
import Database from 'libsql';

/** The least that saves an answer durably: a form, an insert, a COMMIT for all that came in one tick. */
const [folder = ''] = process.argv.slice(2);
const database = new Database(join(folder, 'bare.sqlite'));
database.exec('PRAGMA journal_mode = WAL');
database.exec('PRAGMA synchronous = FULL');
database.exec('CREATE TABLE answers (n INTEGER PRIMARY KEY, attempt TEXT, question TEXT, response TEXT, at TEXT)');
const insert = database.prepare('INSERT INTO answers (attempt, question, response, at) VALUES (?, ?, ?, ?)');

let waiting: { readonly values: readonly string[]; readonly response: Response }[] = [];
function commit(): void {
  const group = waiting;
  waiting = [];
  database.exec('BEGIN IMMEDIATE');
  for (const { values } of group) insert.run(values);
  database.exec('COMMIT');
  for (const { values, response } of group) response.json({ saved: true, at: values[3] });
}

const app = express();
app.post('/attempts/:attempt/questions/:number', express.urlencoded({ extended: false }), (request, response) => {
  const { attempt, number } = request.params;
  const form = request.body as { readonly response?: string };
  if (waiting.length === 0) setImmediate(commit);
  waiting.push({ values: [attempt, number, form.response ?? '', new Date().toISOString()], response });
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(`http://127.0.0.1:${address.port}`);
});
