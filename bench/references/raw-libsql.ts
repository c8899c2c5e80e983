import Database from 'libsql';

/** The least that keeps a document durably: a table, prepared statements, one transaction for what came together. */
export function openRaw(file: string) {
  const database = new Database(file);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  database.exec('CREATE TABLE documents (n INTEGER PRIMARY KEY, id NOT NULL UNIQUE, doc TEXT NOT NULL)');
  const insert = database.prepare('INSERT INTO documents (id, doc) VALUES (?, ?)');
  const update = database.prepare('UPDATE documents SET doc = ? WHERE id = ?');
  const select = database.prepare('SELECT doc FROM documents WHERE id = ?').raw(true);
  const read = (id: string): Record<string, unknown> => {
    const row: unknown = select.get([id]);
    return JSON.parse(Array.isArray(row) ? String(row[0]) : '{}');
  };
  const together = (act: () => void): void => {
    database.exec('BEGIN IMMEDIATE');
    act();
    database.exec('COMMIT');
  };
  return {
    read,
    createAll: (documents: readonly { _id: string }[]): void =>
      together(() => documents.forEach((document) => insert.run([document._id, JSON.stringify(document)]))),
    changeAll: (ids: readonly string[], change: (document: Record<string, unknown>) => void): void =>
      together(() => {
        for (const id of ids) {
          const document = read(id);
          change(document);
          update.run([JSON.stringify(document), id]);
        }
      }),
    close: (): void => void database.close(),
  };
}
