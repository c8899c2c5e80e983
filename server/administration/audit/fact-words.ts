import type { AuditFacts } from '../../web/audit.ts';
import type { Translate } from '../../web/i18n/translate.ts';

/** Facts of an entry as a reader says them; a name or a value that is not known here is shown as it was kept, never hidden. */
export function factWords(facts: AuditFacts, t: Translate, organisationNames: ReadonlyMap<string, string> = new Map()): string[] {
  const names: Readonly<Record<string, string>> = {
    role: t('Peran'),
    regionCode: t('Wilayah'),
    scope: t('Terbatas pada wilayah'),
    staff: t('Langkah kedua'),
    course: t('Pelatihan'),
    quiz: t('Kuis'),
    percent: t('Persen tambahan'),
    state: t('Keadaan'),
    organisation: t('Lembaga'),
    people: t('Orang'),
    all: t('Semuanya'),
  };
  const values: Readonly<Record<string, string>> = {
    learner: t('Peserta'), trainer: t('Pelatih'), administrator: t('Admin'),
    needed: t('Wajib'), free: t('Pilihan masing-masing'),
    open: t('Terbuka'), closed: t('Sudah ditutup'), archived: t('Diarsipkan'), listed: t('Lembaga yang dipakai'),
    same: t('orang yang sama'), new: t('orang baru'), regions: t('Wilayah'),
    answered: t('Sudah dijawab'), dismissed: t('Dikesampingkan'),
  };
  const word = (words: Readonly<Record<string, string>>, kept: string): string => (Object.hasOwn(words, kept) ? (words[kept] ?? kept) : kept);
  const isChoice = new Set(['role', 'staff', 'state', 'all']);
  return Object.entries(facts).map(([name, value]) => `${word(names, name)}: ${isChoice.has(name) ? word(values, String(value)) : name === 'organisation' ? (organisationNames.get(String(value)) ?? value) : value}`);
}
