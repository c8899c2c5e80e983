import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { Conflict } from '../../errors.ts';
import { copyDocuments } from './copy-documents.ts';
import { collectionsOf, documentsOf, lineOf } from './documents.ts';

export interface Moved {
  readonly collection: string;
  readonly documents: number;
  /** True when it was there in full before. */
  readonly was: boolean;
}

/**
 * Copies all documents from one database to another and compares counts and checksums afterwards. Nothing is
 * deleted. After an interruption, doing it again leaves out the collections that are complete. The server has to be stopped
 * meanwhile: throws `Conflict` when a collection differs in the end, since somebody wrote.
 */
export async function* move(from: Connection, to: Connection): AsyncIterable<Moved> {
  for (const collection of await collectionsOf(from)) {
    const wanted = await fingerprintOf(from, collection);
    const was = isSame(wanted, await fingerprintOf(to, collection));
    if (!was) {
      await copyDocuments(documentsOf(from, collection), to, collection);
      if (!isSame(wanted, await fingerprintOf(to, collection))) {
        throw new Conflict('Isi {collection} di tempat baru berbeda dari asalnya. Hentikan server, kosongkan tujuan, lalu ulangi.', { collection });
      }
    }
    yield { collection, documents: wanted.count, was };
  }
}

interface Fingerprint {
  readonly count: number;
  readonly sum: string;
}

const isSame = (a: Fingerprint, b: Fingerprint): boolean => a.count === b.count && a.sum === b.sum;

/** Count, and the exclusive or of the documents' SHA-256, which does not depend on their order. */
async function fingerprintOf(connection: Connection, collection: string): Promise<Fingerprint> {
  const sum = Buffer.alloc(32);
  let count = 0;
  for await (const document of documentsOf(connection, collection)) {
    const hash = createHash('sha256').update(lineOf(inOrder(document))).digest();
    for (let i = 0; i < sum.length; i++) sum.writeUInt8(sum.readUInt8(i) ^ hash.readUInt8(i), i);
    count++;
  }
  return { count, sum: sum.toString('hex') };
}

/** Fields by name: JavaScript and MongoDB do not keep the same order of names that are numbers. */
function inOrder(value: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, ordered(inner)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype ? inOrder({ ...value }) : value;
}
