import type { ErrorCode } from 'yaml';
import { error, say, type Mistake } from '../mistake.ts';

const tab = () =>
  error(
    'yaml-tab',
    say('Indentasi memakai tab.', 'The indentation uses a tab.'),
    say('Pakai spasi, dua untuk tiap tingkat.', 'Use spaces, two for each level.'),
  );

const indent = () =>
  error(
    'yaml-indent',
    say('Indentasi baris ini tidak sejajar dengan baris di sekitarnya.', 'This line is not aligned with those around it.'),
    say('Sejajarkan kunci yang setingkat pada kolom yang sama.', 'Begin keys of the same level in the same column.'),
  );

const colon = () =>
  error(
    'yaml-colon',
    say('Ada titik dua di dalam teks, atau kunci tanpa titik dua.', 'There is a colon inside a text, or a key without one.'),
    say('Apit teksnya dengan tanda kutip: title: "PSM: siapa mereka". Di antara kunci dan nilai ada titik dua dan spasi: hours: 1.', 'Put the text in quotes: title: "PSM: who they are". Between a key and its value stand a colon and a space: hours: 1.'),
  );

const special = () =>
  error(
    'yaml-special-character',
    say('Teks tidak boleh diawali tanda ini tanpa tanda kutip.', 'A text cannot begin with this character unless it is quoted.'),
    say('Apit teksnya dengan tanda kutip "…".', 'Put the text in quotes "…".'),
  );

const unclosed = () =>
  error(
    'yaml-unclosed',
    say('Tanda kutip, kurung, atau koma kurang di sekitar sini.', 'A quote, bracket or comma is missing near here.'),
    say('Tutup setiap ", \', [ dan { yang dibuka.', 'Close every ", \', [ and { that was opened.'),
  );

const escape = () =>
  error(
    'yaml-escape',
    say('Di dalam "…" garis miring terbalik diikuti huruf yang tidak dikenal.', 'Inside "…" a backslash is followed by a letter that means nothing.'),
    say("Pakai kutip tunggal '…', atau tulis \\\\.", "Use single quotes '…', or write \\\\."),
  );

const documents = () =>
  error(
    'yaml-many-documents',
    say('Berkas ini berisi lebih dari satu dokumen YAML.', 'This file holds more than one YAML document.'),
    say('Hapus baris "---" di tengah berkas.', 'Delete the line "---" in the middle.'),
  );

export const duplicateKey = (key: string) =>
  error(
    'duplicate-key',
    say(`Kunci "${key}" ditulis dua kali.`, `The key "${key}" is written twice.`),
    say('Hapus salah satunya.', 'Delete one of them.'),
  );

export const yamlTooDeep = () =>
  error(
    'yaml-too-deep',
    say('YAML ini terlalu bertingkat atau mengulang dirinya (&, *).', 'This YAML is nested too deep or repeats itself (&, *).'),
    say('Tulis isinya apa adanya.', 'Write out what it says.'),
  );

const key = () =>
  error(
    'yaml-key',
    say('Kunci di sini bukan teks.', 'The key here is not a text.'),
    say('Tulis nama kunci lalu titik dua; teks yang diawali [ atau { diapit tanda kutip.', 'Write the name of a key and a colon; a text that begins with [ or { stands in quotes.'),
  );

const syntax = (said: string) =>
  error(
    'yaml-syntax',
    say('YAML di sini tidak dapat dibaca.', `YAML cannot be read here: ${said}`),
    say('Bandingkan dengan contoh di docs/course-format.md.', 'Compare it with the examples in docs/course-format.md.'),
  );

const byCode: Partial<Record<ErrorCode, () => Mistake>> = {
  TAB_AS_INDENT: tab,
  BAD_INDENT: indent,
  BLOCK_AS_IMPLICIT_KEY: colon,
  MULTILINE_IMPLICIT_KEY: colon,
  BAD_SCALAR_START: special,
  BAD_ALIAS: special,
  ALIAS_PROPS: special,
  MULTIPLE_ANCHORS: special,
  MULTIPLE_TAGS: special,
  TAG_RESOLVE_FAILED: special,
  BAD_DIRECTIVE: special,
  BLOCK_IN_FLOW: unclosed,
  MISSING_CHAR: unclosed,
  BAD_DQ_ESCAPE: escape,
  MULTIPLE_DOCS: documents,
  NON_STRING_KEY: key,
  RESOURCE_EXHAUSTION: yamlTooDeep,
};

export const yamlAlias = () =>
  error(
    'yaml-alias',
    say('Rujukan YAML (*nama) tidak dipakai di sini.', 'References of YAML (*name) are not used here.'),
    say('Tulis isinya sekali lagi, atau apit teksnya dengan tanda kutip.', 'Write it out again, or put the text in quotes.'),
  );

/**
 * The parser knows what it expected, an author what he wrote: `said` is its sentence, `line` the text of the line
 * that it means.
 */
export function yamlMistake(code: ErrorCode, said: string, line: string): Mistake {
  if (/^\s*\t/.test(line)) return tab();
  if (/implicit (map )?key/i.test(said)) return colon();
  if (/without - indicator|same column/.test(said)) return indent();
  if (/^Flow .*sufficiently indented/.test(said)) return unclosed();
  if (code === 'UNEXPECTED_TOKEN' && /(?:^|[:-])\s+[*&!%@`]/.test(line)) return special();
  return byCode[code]?.() ?? syntax(said);
}
