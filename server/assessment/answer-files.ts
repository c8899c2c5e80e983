import { randomBytes } from 'node:crypto';
import { Invalid, NotFound } from '../errors.ts';
import type { FileStore } from '../storage/file-store.ts';
import type { UploadKind } from '../web/uploads.ts';
import { answeredWith } from './answers.ts';
import type { Assessment } from './assessment.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { fileNamed, filesIn } from './question-types/file.ts';
import type { PresentedFile, UploadLimits } from './question-types/question-type.ts';
import { withoutMetadata } from './photo-privacy.ts';

const ID_BYTES = 8;
/** Saving races with a second upload of the same learner only. */
const TRIES = 3;

const keyOf = (attempt: string, question: string, name: string): string => `answers/a-${attempt}/${question}/${name}`;

/** Keys of all that was sent in an attempt. */
export const filesOfAttempt = (files: FileStore, attempt: string): AsyncIterable<string> => files.list(`answers/a-${attempt}/`);

export const responseIn = (attempt: Pick<AttemptRecord, 'answers'>, question: string): string => {
  const response = answeredWith(attempt, question)?.response;
  return typeof response === 'string' ? response : '';
};

const refuse = (sentence: string): never => {
  throw new Invalid(sentence, { file: sentence });
};

/**
 * Keeps a file as part of an answer: first the file, then its name, so that a name always leads to a file. Photos lose what the
 * camera wrote beside the picture. False: the attempt is closed, nothing was kept. Throws `Invalid` for what the question does not take.
 */
export async function addFile(assessment: Assessment, attempt: string, question: string, limits: UploadLimits, kind: UploadKind, bytes: Buffer): Promise<boolean> {
  if (!limits.kinds.includes(kind)) {
    refuse(limits.kinds.includes('pdf') ? 'Soal ini meminta PDF. Pilih berkas PDF.' : 'Soal ini meminta foto. Pilih foto JPEG atau PNG.');
  }
  const plain = kind === 'pdf' ? bytes : withoutMetadata(bytes, kind);
  const name = `${randomBytes(ID_BYTES).toString('hex')}.${kind}.${plain.length}`;
  const key = keyOf(attempt, question, name);
  const isKept = await change(assessment, attempt, question, async (names) => {
    if (names.length >= limits.most) refuse('Jumlah berkas sudah penuh. Hapus salah satu dahulu.');
    await assessment.files.put(key, plain);
    return [...names, name];
  });
  if (!isKept) await assessment.files.delete(key);
  return isKept;
}

/** False: the attempt is closed. A file that is not there is no mistake. */
export async function removeFile(assessment: Assessment, attempt: string, question: string, name: string): Promise<boolean> {
  const isChanged = await change(assessment, attempt, question, async (names) => names.filter((one) => one !== name));
  if (isChanged && fileNamed(name)) await assessment.files.delete(keyOf(attempt, question, name));
  return isChanged;
}

async function change({ attempts, now }: Assessment, id: string, question: string, to: (names: readonly string[]) => Promise<readonly string[]>): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const attempt = await attempts.selectOptional(id);
    if (attempt?.state !== 'open') return false;
    const before = answeredWith(attempt, question)?.response;
    const response = (await to(filesIn(responseIn(attempt, question)).map((file) => file.id))).join(' ');
    if (await attempts.saveAnswers(id, [{ question, response, onlyAfter: { response: before } }], now())) return true;
  }
  return false;
}

/** The bytes of a file that belongs to this answer; whoever asks has been found to be allowed to. */
export async function readFile({ files }: Assessment, attempt: AttemptRecord, question: string, name: string): Promise<{ readonly file: PresentedFile; readonly bytes: Buffer }> {
  const file = filesIn(responseIn(attempt, question)).find(({ id }) => id === name);
  const bytes = file && (await files.get(keyOf(attempt._id, question, name)));
  if (!file || !bytes) throw new NotFound('Berkas ini tidak ada.');
  return { file, bytes };
}

const types = { jpeg: 'image/jpeg', png: 'image/png', pdf: 'application/pdf' } as const;

/** Somebody's own file: shown to whoever may see it now, and kept by no cache. */
export const fileHeaders = ({ kind }: PresentedFile): Readonly<Record<string, string>> => ({
  'Content-Type': types[kind],
  'Content-Disposition': 'inline',
  'Cache-Control': 'private, no-store',
  'Content-Security-Policy': "default-src 'none'; sandbox",
});
