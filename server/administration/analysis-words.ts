import type { ItemReport, ItemWarning } from '../assessment/analysis/item-report.ts';
import { perLanguage, type Language } from '../web/i18n/language.ts';
import type { Translate } from '../web/i18n/translate.ts';

const formats = perLanguage(({ locale }) => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }));

/** `0,33` */
export const coefficientWords = (value: number | undefined, language: Language): string => (value === undefined ? '' : formats(language).format(value));

const PERCENT = 100;
export const percentWords = (share: number): string => `${Math.round(share * PERCENT)}%`;

const lettersOf = ({ options }: ItemReport, ids: readonly string[]): string =>
  options.filter(({ id }) => ids.includes(id)).map(({ letter }) => letter).join(', ');

/** What to look at, as a sentence. */
export function warningSentence(warning: ItemWarning, report: ItemReport, t: Translate): string {
  switch (warning.kind) {
    case 'key-suspect':
      return report.options.length > 0
        ? t('Pilihan yang benar lebih sering dipilih peserta yang lemah: periksa kuncinya.')
        : t('Jawaban yang dinilai benar lebih sering datang dari peserta yang lemah: periksa kuncinya.');
    case 'rival':
      return t('Pilihan {letter} lebih disukai peserta yang kuat daripada pilihan yang benar: periksa apakah pilihan itu juga benar.', { letter: lettersOf(report, [warning.option]) });
    case 'hardly-discriminates':
      return t('Peserta yang kuat dan yang lemah hampir sama hasilnya di soal ini: periksa apakah kalimatnya jelas.');
    case 'too-hard':
      return t('Sangat sedikit yang benar: periksa kunci dan kalimatnya, dan apakah bahannya sudah diajarkan.');
    case 'often-blank':
      return t('Sering dibiarkan kosong: periksa apakah pertanyaannya dapat dimengerti.');
    case 'idle-options':
      return t('Hampir tidak ada yang memilih {letters}: ganti dengan pengecoh yang lebih masuk akal.', { letters: lettersOf(report, warning.options) });
    case 'too-easy':
      return t('Hampir semua benar: soal ini tidak banyak memberi tahu siapa yang sudah mampu.');
  }
}

/** The same in two words, for a list. */
export function warningLabel({ kind }: ItemWarning, t: Translate): string {
  switch (kind) {
    case 'key-suspect': return t('Periksa kunci');
    case 'rival': return t('Pengecoh menyaingi kunci');
    case 'hardly-discriminates': return t('Kurang membedakan');
    case 'too-hard': return t('Sangat sulit');
    case 'often-blank': return t('Sering kosong');
    case 'idle-options': return t('Pengecoh tidak dipilih');
    case 'too-easy': return t('Sangat mudah');
  }
}

const LONGEST_EXCERPT = 110;

/** A question's safe HTML as a line of plain text. */
export function excerptOf(html: string): string {
  const text = html.replace(/<[^>]*>/g, ' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim();
  return text.length <= LONGEST_EXCERPT ? text : `${text.slice(0, LONGEST_EXCERPT).replace(/\s\S*$/, '')} …`;
}
