import type { QuestionFormats } from '../question-format.ts';
import { decodeSource } from './decode-source.ts';
import { finish, type CourseNames } from './finish.ts';
import { shapeOf } from './formats/csv-columns.ts';
import { readGift } from './formats/gift/read-gift.ts';
import { readMoodle } from './formats/moodle/read-moodle.ts';
import { readQtiItem } from './formats/qti/read-item.ts';
import { readQtiPackage } from './formats/qti/read-package.ts';
import { readAiken } from './formats/read-aiken.ts';
import { readCsv } from './formats/read-csv.ts';
import type { Draft, Imported, ReadyQuestion, Refused } from './imported.ts';
import { LIMITS } from './limits.ts';
import { emptySource, isOffice, noQuestions, notAText, oldOffice, sourceTooLarge, tooManyQuestions, unknownFormat, xmlOtherRoot, yamlTooLarge } from './notes/files.ts';
import { categoryAsComment } from './notes/questions.ts';
import { readZip } from './read-zip.ts';
import type { ReadingSource } from './reading-source.ts';
import { Review } from './review.ts';
import { settle } from './settle/settle.ts';
import { Texts } from './texts.ts';
import { Unreadable } from './unreadable.ts';
import { parseXml } from './xml-tree.ts';

export const IMPORT_FORMATS = ['gift', 'aiken', 'moodle-xml', 'qti', 'csv'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export interface ImportRequest {
  /** Name of the source without folders; for places. */
  readonly name: string;
  readonly bytes: Buffer;
  /** Left out: seen by the content. */
  readonly format: ImportFormat | undefined;
  readonly formats: QuestionFormats;
  /** For every question; left out: what the source says, else a placeholder that is told. */
  readonly competency: string | undefined;
  /** The course that the questions are for. */
  readonly course: CourseNames | undefined;
}

type Drafts = AsyncIterable<Draft | undefined> | Iterable<Draft | undefined>;

const MEGABYTE = 1024 * 1024;
const ZIP = /^PK(?:\x03\x04|\x05\x06)/;
const OLD_OFFICE = '\xd0\xcf\x11\xe0';
const XML = /^\s*<(?:\?xml\b|!DOCTYPE\b|!--|(?:\w+:)?(?:quiz|assessmentItem|manifest|questestinterop|qti-assessment-item)\b)/i;
const AIKEN = /^\s*(?:ANSWER|JAWABAN|KUNCI)\s*:/im;
const START = 8;

async function readXml(text: string, source: ReadingSource): Promise<Drafts> {
  const root = await parseXml(text);
  if (root.name === 'quiz') return readMoodle(root, source);
  if (root.name === 'assessmentItem') return readQtiItem(root, source, () => undefined);
  throw xmlOtherRoot(root.name.slice(0, 60));
}

/** Unpacks or decodes the source and chooses who reads it. Throws `Unreadable`. */
async function readSource({ name, bytes, format }: ImportRequest, source: ReadingSource): Promise<Drafts> {
  if (bytes.length === 0) throw emptySource();
  if (bytes.length > LIMITS.source) throw sourceTooLarge(LIMITS.source / MEGABYTE);
  const start = bytes.subarray(0, START).toString('latin1');
  if (start.startsWith(OLD_OFFICE)) throw oldOffice();
  if (start.startsWith('%PDF')) throw notAText();
  if (ZIP.test(start)) {
    const files = await readZip(bytes);
    if (files.has('[Content_Types].xml')) throw isOffice();
    return readQtiPackage(files, source);
  }
  const text = decodeSource(bytes, name, source.review);
  if (text.trim() === '') throw emptySource();
  switch (format ?? formatOf(text, name)) {
    case 'moodle-xml':
    case 'qti':
      return readXml(text.replace(/^\s+(?=<)/, ''), source);
    case 'csv':
      return readCsv(text, source);
    case 'aiken':
      return readAiken(text, source);
    case 'gift':
      return readGift(text, source);
    case undefined:
      throw unknownFormat();
  }
}

/** What a text looks like; its name decides only where both fit. */
function formatOf(text: string, name: string): ImportFormat | undefined {
  if (XML.test(text)) return 'moodle-xml';
  if (/\.(?:csv|tsv)$/i.test(name)) return 'csv';
  if (/\.gift$/i.test(name)) return 'gift';
  if (shapeOf(text)) return 'csv';
  if (AIKEN.test(text)) return 'aiken';
  return /\{[^{}]*\}/.test(text) ? 'gift' : undefined;
}

async function importAll(request: ImportRequest): Promise<Imported> {
  const review = new Review();
  const texts = new Texts(review);
  const drafts = await readSource(request, { file: request.name, review, texts });
  const ready: ReadyQuestion[] = [];
  let found = 0;
  for await (const draft of drafts) {
    found += 1;
    if (found > LIMITS.questions) throw tooManyQuestions(LIMITS.questions);
    if (draft?.category !== undefined) review.often(draft.place, categoryAsComment(draft.category));
    const question = draft && settle(draft, request.formats, review);
    if (question) ready.push(question);
  }
  if (found === 0) throw noQuestions();
  const { formats, competency, course, name } = request;
  const { yaml, taken } = await finish(ready, { formats, competency, course, review, pictures: texts.pictures, source: name });
  if (Buffer.byteLength(yaml) > LIMITS.yaml) throw yamlTooLarge();
  // A picture of a question that was not taken in the end is not brought along.
  const media = texts.pictures.files().filter(({ path }) => yaml.includes(path));
  return { kind: 'imported', yaml, media, notes: review.notes(), found, taken };
}

/**
 * Reads questions from a file of another system. What can be asked here comes back as a question file that the
 * checker of courses takes; what cannot, and what is not quite the same, stands in the notes with its place. A file
 * that cannot be read as a whole is refused, with what to do instead.
 */
export async function importQuestions(request: ImportRequest): Promise<Imported | Refused> {
  try {
    return await importAll(request);
  } catch (problem) {
    if (problem instanceof Unreadable) return { kind: 'refused', sentence: problem.sentence };
    throw problem;
  }
}
