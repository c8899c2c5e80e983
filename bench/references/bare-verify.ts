import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import Database from 'libsql';

/** The least that shows a certificate to whoever scanned it: `page.ejs` of a folder and one read from SQLite. */
const [folder = ''] = process.argv.slice(2);
const certificates = JSON.parse(readFileSync(join(folder, 'certificates.json'), 'utf8')) as Record<string, object>;

const database = new Database(join(folder, 'bare.sqlite'));
database.exec('CREATE TABLE certificates (id TEXT PRIMARY KEY, data TEXT NOT NULL)');
const insert = database.prepare('INSERT INTO certificates (id, data) VALUES (?, ?)');
for (const [id, certificate] of Object.entries(certificates)) insert.run([id, JSON.stringify(certificate)]);
const select = database.prepare('SELECT data FROM certificates WHERE id = ?').raw(true);

const app = express();
app.set('views', folder);
app.set('view engine', 'ejs');
app.get('/v/:serial/:token', (request, response) => {
  const row: unknown = select.get([request.params.serial]);
  response.render('page', { certificate: JSON.parse(Array.isArray(row) ? String(row[0]) : '{}') });
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(`http://127.0.0.1:${address.port}`);
});
