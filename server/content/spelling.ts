import { say, type Sentence } from './mistake.ts';

/**
 * Words that an Indonesian author writes where the format has an English one. Edit distance finds slips of the
 * finger, this finds the right word in the wrong language.
 */
const translations: Readonly<Record<string, readonly string[]>> = {
  judul: ['title'], ringkasan: ['summary'], bahasa: ['language'], tingkat: ['level', 'difficulty'], jam: ['hours'],
  kompetensi: ['competencies', 'competency'], unit: ['competency'], minimal: ['minimum'], batas: ['minimum', 'limit'],
  sertifikat: ['certificate'], berlaku: ['valid'], awalan: ['prefix'], menit: ['minutes'], pengantar: ['lead'],
  soal: ['questions', 'text'], pertanyaan: ['questions', 'text'], teks: ['text'], pilihan: ['options'], jawaban: ['answer', 'answers'],
  benar: ['correct'], umpan_balik: ['feedback'], penjelasan: ['feedback'], pelajaran: ['lesson'], sumber: ['sources'],
  poin: ['points'], nilai: ['points', 'pass'], lulus: ['pass'], percobaan: ['attempts'], acak: ['shuffle'], waktu: ['time_limit'], luring: ['offline'],
  istilah: ['term'], arti: ['meaning'], jenis: ['type', 'kind'], toleransi: ['tolerance'], satuan: ['unit'],
  mudah: ['easy'], sedang: ['medium'], sukar: ['hard'], sulit: ['hard'], lanjut: ['lanjutan'], draf: ['draft'], terbit: ['published'],
  catatan: ['note'], peringatan: ['warning'], kasus: ['case'], periksa: ['check'], suara: ['audio'], unduh: ['download'],
  peraturan: ['rule'], berita: ['news'], pemerintah: ['government'], pilihan_ganda: ['single'], tunggal: ['single'], ganda: ['multiple'],
  benar_salah: ['true-false'], angka: ['numeric'], isian: ['short-text'],
};

/** Optimal string alignment distance (Levenshtein with swaps of neighbours), stopping above `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}

/** The candidate that the author most probably meant, or undefined when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const written = word.trim().toLowerCase().slice(0, 80);
  const known = [...candidates];
  const words = written.replaceAll(/[\s-]+/g, '_');
  const meant = Object.hasOwn(translations, words) ? translations[words] : undefined;
  const translated = known.find((candidate) => meant?.includes(candidate));
  if (translated) return translated;
  const limit = Math.max(1, Math.floor(written.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of known) {
    const distance = editDistance(written, candidate.toLowerCase(), limit);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

export const didYouMean = (meant: string): Sentence => say(`Maksudnya "${meant}"?`, `Did you mean "${meant}"?`);

/** Asks "did you mean", or names what is known where that is a short list. */
export function suggest(word: string, candidates: Iterable<string>): Sentence | undefined {
  const known = [...new Set(candidates)];
  const meant = nearest(word, known);
  if (meant !== undefined) return didYouMean(meant);
  if (known.length === 0 || known.length > 24) return undefined;
  const list = known.join(', ');
  return say(`Yang dikenal: ${list}.`, `Known are: ${list}.`);
}
