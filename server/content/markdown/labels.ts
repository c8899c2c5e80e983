import type { Language } from '../course.ts';

/** The words that the renderer adds to a lesson, in the lesson's own language. */
const labels = {
  id: {
    case: 'Kasus',
    check: 'Periksa diri',
    answer: 'Buka pembahasan',
    figure: 'Gambar',
    table: 'Tabel',
    transcript: 'Transkrip',
    sources: 'Sumber',
    source: 'Sumber',
    back: 'Kembali ke teks',
  },
  en: {
    case: 'Case',
    check: 'Check yourself',
    answer: 'Show the answer',
    figure: 'Figure',
    table: 'Table',
    transcript: 'Transcript',
    sources: 'Sources',
    source: 'Source',
    back: 'Back to the text',
  },
} as const satisfies Record<Language, Record<string, string>>;

export type Labels = (typeof labels)[Language];

export const labelsIn = (language: Language): Labels => labels[language];
