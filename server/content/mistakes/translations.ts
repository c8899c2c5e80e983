import type { Language } from '../course.ts';
import { error, say, warning, type Place } from '../mistake.ts';
import { suggest } from '../spelling.ts';

const languageName = { id: say('Indonesia', 'Indonesian'), en: say('Inggris', 'English') } as const satisfies Record<Language, object>;

export const missingTranslation = (language: Language, what: string, wanted: string) =>
  warning(
    'missing-translation',
    say(
      `"${what}" belum diterjemahkan ke bahasa ${languageName[language].id}, padahal berkas lain di folder ini sudah.`,
      `"${what}" is not translated into ${languageName[language].en}, while others in this folder are.`,
    ),
    say(`Tambahkan ${wanted}; sementara itu yang tampil aslinya.`, `Add ${wanted}; until then the original is shown.`),
  );

export const translationWithoutOriginal = (what: string, known: Iterable<string>) =>
  error(
    'translation-without-original',
    say(`Terjemahan ini untuk "${what}", yang tidak ada.`, `This translates "${what}", which does not exist.`),
    suggest(what, known) ?? say('Hapus terjemahannya, atau samakan namanya.', 'Delete it, or give both the same name.'),
  );

export const translationOfOwnLanguage = (language: Language) =>
  error(
    'translation-of-own-language',
    say(
      `Pelatihan ini memang berbahasa ${languageName[language].id}; ini bukan terjemahan.`,
      `The course itself is in ${languageName[language].en}; this is no translation.`,
    ),
    say('Hapus bahasa dari nama berkasnya, atau hapus berkasnya.', "Take the language out of the file's name, or delete the file."),
  );

export const translationChangesId = (id: string, original: string) =>
  error(
    'translation-changes-id',
    say(`Terjemahan menulis id "${id}", aslinya "${original}".`, `The translation says id "${id}", the original "${original}".`),
    say('Samakan, atau hapus baris id dari terjemahan.', 'Write the same, or delete the line from the translation.'),
  );

export const duplicateId = (id: string, first: Place) =>
  error(
    'duplicate-id',
    say(`Id "${id}" sudah dipakai di ${first.file}:${first.line}.`, `The id "${id}" is already used in ${first.file}:${first.line}.`),
    say('Beri id lain pada yang lebih baru; id lama menyimpan kemajuan peserta.', 'Give the newer one another id; the old one keeps the progress of learners.'),
  );
