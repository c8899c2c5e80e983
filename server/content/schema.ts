import { z } from 'zod';
import { LANGUAGES } from './course.ts';
import { patternFault } from './document-number.ts';
import { MINUTE_DURATION, MONTH_DURATION } from './duration.ts';

/**
 * The files of a course, one schema each (docs/course-format.md). Where a schema refuses a text by a pattern, its
 * `error` names the mistake in `mistakes/schema.ts` that tells the author what to write.
 */
const text = (most: number) => z.string().trim().min(1).max(most);
export const ID_PATTERN = /^[a-z][a-z0-9-]{1,59}$/;
export const id = z.string().regex(ID_PATTERN, { error: 'bad-id' }).describe('Tanda pengenal: huruf kecil, angka, dan tanda hubung. Jangan diganti setelah dipakai.');
export const CODE_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$/;
const code = z.string().regex(CODE_PATTERN, { error: 'bad-code' });
const percent = z.number().int().min(1).max(100).describe('Persen, 1 sampai 100.');
const minuteDuration = z.string().regex(MINUTE_DURATION, { error: 'bad-duration minutes' }).describe('Lama waktu, misalnya 10 minutes, 1 hour, 2 days.');
const monthDuration = z.string().regex(MONTH_DURATION, { error: 'bad-duration months' }).describe('Lama berlaku, misalnya 5 years atau 36 months.');
/** Markdown or plain text of a question; its length is bounded by the file's. */
const prose = z.string().trim().min(1);

const title = text(200).describe('Judul, paling panjang 200 huruf.');
const summary = text(1000).describe('Ringkasan satu atau dua kalimat.');

export const courseSchema = z.strictObject({
  schema: z.literal(1),
  id,
  title,
  short_title: text(40).describe('Judul untuk tempat sempit, paling panjang 40 huruf.').optional(),
  summary,
  language: z.enum(LANGUAGES),
  level: z.enum(['dasar', 'lanjutan', 'khusus']),
  status: z.enum(['draft', 'pilot', 'published', 'hidden']).describe('draft: hanya pelatih; pilot: semua, sertifikat bertanda CONTOH; published: semua; hidden: hanya yang tahu alamatnya.'),
  requires: z.array(id).default([]).describe('Id pelatihan yang sertifikatnya diperlukan lebih dahulu.'),
  hours: z.number().min(0.5).max(1000).describe('JP (jam pelajaran).'),
  on_change: z.enum(['pin', 'migrate', 'retake']).default('pin').describe('Bagi yang sedang belajar saat berkas berubah. pin: tetap versi yang dimulai; migrate: versi terbaru; retake: versi terbaru, ujian diulang.'),
  competencies: z.array(
    z.strictObject({ code, title, minimum: percent, edition: z.number().int().min(1).default(1) }),
  ),
  certificate: z.strictObject({
    valid: monthDuration.optional(),
    prefix: z.string().regex(/^[A-Z]{2,5}$/, { error: 'bad-prefix' }).describe('Awal nomor sertifikat: 2 sampai 5 huruf besar.'),
  }),
});

export const courseTranslationSchema = z.strictObject({
  title: title.optional(),
  short_title: text(40).optional(),
  summary: summary.optional(),
  competencies: z.record(z.string(), title).optional(),
});

export const sourcesSchema = z.record(
  code,
  z.strictObject({
    title: text(300),
    url: z.url({ protocol: /^https?$/, error: 'bad-url' }).optional(),
    kind: z.enum(['rule', 'government', 'news', 'secondary', 'data']),
  }),
);

export const glossarySchema = z.array(z.strictObject({ id, term: text(100), meaning: text(1000) }));

export const glossaryTranslationSchema = z.array(
  z.strictObject({ id, term: text(100).optional(), meaning: text(1000).optional() }),
);

export const moduleSchema = z.strictObject({ id, title, summary: summary.optional() });

export const moduleTranslationSchema = z.strictObject({ title: title.optional(), summary: summary.optional() });

export const lessonSchema = z.strictObject({
  id,
  title,
  minutes: z.number().int().min(1).max(600).describe('Perkiraan lama membaca, dalam menit.'),
  competencies: z.array(code).default([]).describe('Kode unit kompetensi yang diajarkan.'),
  lead: text(600).describe('Satu kalimat pembuka.').optional(),
  optional: z.boolean().default(false),
  draft: z.boolean().default(false).describe('true: hanya pelatih dan admin yang melihat.'),
});

/** Whoever translates begins with a copy: the other keys may stand, they are not read. */
export const lessonTranslationSchema = z.strictObject({
  ...lessonSchema.partial().shape,
  title,
});

/** The keys that every question has; its type adds its own. */
export const questionSchema = z.strictObject({
  id,
  type: z.string(),
  competency: code.describe('Kode unit kompetensi yang diuji, dari course.yaml.'),
  difficulty: z.enum(['easy', 'medium', 'hard']).default('medium'),
  points: z.number().min(0.25).max(100).default(1),
  text: prose.describe('Pertanyaannya, dalam Markdown.'),
  feedback: prose.describe('Pembahasan untuk seluruh soal.').optional(),
  lesson: id.describe('Id pelajaran yang perlu dibaca lagi.').optional(),
  sources: z.array(z.string()).default([]),
  /** Words of the author's own, by which a quiz or an exam chooses from its banks. */
  tags: z.array(id).max(10).default([]),
});

/** Questions are looked at one by one afterwards, so that a mistake in one hides none in another. */
const questions = z.array(z.looseObject({})).min(1);

const review = z.enum(['never', 'after-finish', 'after-pass', 'after-close']).default('after-finish');

/** Calendar days in Western Indonesian Time, both included. */
const day = z.iso.date({ error: 'bad-day' });
const window = z.strictObject({ from: day.optional(), until: day.optional() }).optional();

/** What is seen when the window closes needs a window that closes. */
const closes = (sitting: { readonly review: string; readonly window?: { readonly until?: string | undefined } | undefined }): boolean =>
  sitting.review !== 'after-close' || sitting.window?.until !== undefined;
const NEVER_CLOSES = { path: ['review'], error: 'never-closes' };

/** Whose end depends on a clock is taken with a network. */
const keepsTime = (sitting: { readonly offline?: boolean | undefined; readonly time_limit?: string | undefined; readonly window?: { readonly until?: string | undefined } | undefined }): boolean =>
  sitting.offline !== true || (sitting.time_limit === undefined && sitting.window?.until === undefined);
const OFFLINE_AND_TIMED = { path: ['offline'], error: 'offline-and-timed' };
const OFFLINE_EXAM = { path: ['offline'], error: 'offline-exam' };

const sitting = {
  id,
  title,
  attempts: z.strictObject({ limit: z.number().int().min(0).max(100).default(0), wait: z.union([minuteDuration, z.array(minuteDuration).min(1).max(10)]).optional() }).optional(),
  window,
  time_limit: minuteDuration.optional(),
  shuffle: z.boolean().default(true),
  layout: z.enum(['one', 'all']).default('one'),
  review,
  offline: z.boolean().optional(),
};

const banks = z.array(z.string().trim().min(1)).min(1);
/** Which questions of the banks are chosen; left out: all. */
const tags = z.array(id).min(1).optional();

/** Questions of its own, of banks, or both. */
export const quizSchema = z
  .strictObject({ ...sitting, pass: percent, draw: z.number().int().min(1).optional(), questions: questions.optional(), banks: banks.optional(), tags })
  .refine(closes, NEVER_CLOSES)
  .refine(keepsTime, OFFLINE_AND_TIMED)
  .refine((quiz) => quiz.questions !== undefined || quiz.banks !== undefined, { error: 'no-questions' });

export const examSchema = z.strictObject({
  ...sitting,
  draw: z.strictObject({ per_competency: z.number().int().min(1).max(100) }).optional(),
  banks,
  tags,
}).refine(closes, NEVER_CLOSES).refine((exam) => exam.offline !== true, OFFLINE_EXAM);

export const bankSchema = z.strictObject({ questions });

export const quizTranslationSchema = z.strictObject({
  title: title.optional(),
  questions: z.array(z.looseObject({})).default([]),
});

export const examTranslationSchema = z.strictObject({ title: title.optional() });

/** The common keys that a translation of a question may bring; its type adds its own. */
export const questionTranslationSchema = z.strictObject({ id, text: prose.optional(), feedback: prose.optional() });

/** Two signatures have room on the paper. */
const MOST_SIGNATORIES = 2;
const MOST_ISSUER_LINES = 2;

export const certificateSchema = z.strictObject({
  template: id.optional(),
  valid: monthDuration.optional(),
  renew: z.array(code).min(1).optional(),
  document_number: text(120).refine((pattern) => patternFault(pattern) === undefined, { error: 'bad-document-number' }).optional(),
  issuer: z.array(text(120)).min(1).max(MOST_ISSUER_LINES).optional(),
  place: text(60).optional(),
  logo: text(200).optional().describe('PNG atau JPEG di folder pelatihan, misalnya lambang.png.'),
  legal_basis: text(160).optional(),
  signatories: z
    .array(z.strictObject({ name: text(120), position: text(120), second_line: text(120).optional(), signature: text(200).optional().describe('Gambar tanda tangan, PNG berlatar bening, di folder pelatihan.') }))
    .min(1)
    .max(MOST_SIGNATORIES)
    .optional(),
});

export type CourseDocument = z.output<typeof courseSchema>;
export type CommonQuestion = z.output<typeof questionSchema>;
export type QuizDocument = z.output<typeof quizSchema>;
export type ExamDocument = z.output<typeof examSchema>;
