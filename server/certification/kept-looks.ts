import type { FileStore } from '../storage/file-store.ts';
import type { LayoutSource } from '../content/course.ts';
import type { CertificateRecord } from './certificate-record.ts';
import { isKnownLook, knowLook, sourceOf } from './pdf/certificate-templates.ts';

type Named = Pick<CertificateRecord, 'template' | 'templateHash'>;

const keyOf = (hash: string): string => `looks/${hash}.json`;

/** Keeps the look that a record is about to name, so that it is drawn the same when its file has changed or gone. */
export async function keepLook(files: FileStore, { templateHash: hash }: Named): Promise<void> {
  if (hash === undefined || (await files.get(keyOf(hash)))) return;
  const source = sourceOf(hash);
  if (source) await files.put(keyOf(hash), Buffer.from(JSON.stringify(source)));
}

/** Makes the look of a record known that was issued with another than today's. */
export async function openLook(files: Pick<FileStore, 'get'>, { template, templateHash: hash }: Named): Promise<void> {
  if (hash === undefined || isKnownLook(hash)) return;
  const kept = await files.get(keyOf(hash));
  if (kept) knowLook(template, JSON.parse(kept.toString('utf8')) as LayoutSource);
}
