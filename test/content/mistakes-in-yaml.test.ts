import { append, edit } from './course-tree.ts';
import { testMistakes } from './mistake-table.ts';

const COURSE = 'course.yaml';

testMistakes('Mistakes in YAML', [
  { title: 'a tab', changes: { [COURSE]: edit('    minimum: 80', '\tminimum: 80') }, problems: ['course.yaml:14:1 error yaml-tab'], says: ['spasi'] },
  { title: 'a wrong indent', changes: { [COURSE]: edit('    minimum: 80', '   minimum: 80') }, problems: ['course.yaml:14:1 error yaml-indent'] },
  { title: 'a colon inside a text', changes: { [COURSE]: edit('title: Cuci Tangan Pakai', 'title: Cuci Tangan: Pakai') }, problems: ['course.yaml:3:8 error yaml-colon'], says: ['tanda kutip'] },
  { title: 'a text that begins with a special character', changes: { [COURSE]: edit('title: Cuci', 'title: @Cuci') }, problems: ['course.yaml:3:8 error yaml-special-character'] },
  { title: 'a text that begins with *', changes: { [COURSE]: edit('title: Cuci', 'title: *Cuci') }, problems: ['course.yaml:3:14 error yaml-special-character'] },
  { title: 'a bracket left open', changes: { 'exam.yaml': edit('[bank/cuci.yaml]', '[bank/cuci.yaml') }, problems: ['exam.yaml:8:1 error yaml-unclosed'] },
  { title: 'a quote left open', changes: { [COURSE]: edit('title: Cuci Tangan Pakai Sabun', 'title: "Cuci Tangan') }, problems: ['course.yaml:22:1 error yaml-unclosed'] },
  { title: 'a meaningless escape', changes: { [COURSE]: edit('title: Cuci Tangan Pakai Sabun', 'title: "C:\\sabun"') }, problems: ['course.yaml:3:11 error yaml-escape'] },
  { title: 'two documents in one file', changes: { 'glossary.yaml': edit('- id: kuman', '---\n- id: kuman') }, problems: ['glossary.yaml:4:1 error yaml-many-documents'] },
  { title: 'a key written twice', changes: { [COURSE]: edit('hours: 1', 'hours: 1\nhours: 2') }, problems: ['course.yaml:11:1 error duplicate-key'], says: ['"hours"'] },
  { title: 'nesting beyond all measure', changes: { 'glossary.yaml': `${'['.repeat(50_000)}` }, problems: ['glossary.yaml:1:1 error yaml-too-deep'] },
  { title: 'aliases that multiply', changes: { 'sources.yaml': `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n` }, problems: ['sources.yaml:2:8 error yaml-alias'] },
  { title: 'a control character by its number', changes: { '02-cara/module.yaml': 'id: cara\ntitle: "Cara\\u0001"\n' }, problems: ['02-cara/module.yaml:2:8 error control-character'] },
  { title: 'half of a character by its number', changes: { '02-cara/module.yaml': 'id: cara\ntitle: "Cara\\uD800"\n' }, problems: ['02-cara/module.yaml:2:8 error control-character'] },
  { title: 'a map for a key', changes: { '02-cara/module.yaml': 'id: cara\ntitle: Cara\n{ a: b }: c\n' }, problems: ['02-cara/module.yaml:3:1 error yaml-key'] },
  { title: 'a list and keys mixed', changes: { '02-cara/module.yaml': '- satu\nid: cara\n' }, problems: ['02-cara/module.yaml:2:1 error yaml-syntax'] },
  { title: 'compact lists beyond all measure', changes: { 'glossary.yaml': `${'- '.repeat(50_000)}x` }, problems: ['glossary.yaml:1:1 error yaml-too-deep'] },
  { title: 'plain text instead of keys', changes: { '02-cara/module.yaml': 'modul dua\n' }, problems: ['02-cara/module.yaml:1:1 error wrong-type'] },
]);

testMistakes('Values that the format does not know', [
  { title: 'an unknown key', changes: { [COURSE]: edit('hours: 1', 'hours: 1\ntitel: x') }, problems: ['course.yaml:11:1 error unknown-key'], says: ['Maksudnya "title"?'] },
  { title: 'an unknown key inside a list', changes: { [COURSE]: edit('    edition: 2', '    editon: 2') }, problems: ['course.yaml:18:5 error unknown-key'], says: ['Maksudnya "edition"?'] },
  { title: 'a key in Indonesian', changes: { '02-cara/module.yaml': edit('title:', 'judul:') }, problems: ['02-cara/module.yaml:1:1 error missing-key', '02-cara/module.yaml:2:1 error unknown-key'], says: ['Maksudnya "title"?'] },
  { title: 'a missing key', changes: { [COURSE]: edit('hours: 1\n', '') }, problems: ['course.yaml:1:1 error missing-key'], says: ['"hours"'] },
  { title: 'an empty value', changes: { [COURSE]: edit('hours: 1', 'hours:') }, problems: ['course.yaml:10:1 error empty-value'] },
  { title: 'a word instead of a number', changes: { [COURSE]: edit('hours: 1', 'hours: satu') }, problems: ['course.yaml:10:8 error wrong-type'], says: ['harus angka'] },
  { title: 'a number instead of a text', changes: { [COURSE]: edit('title: Cuci Tangan Pakai Sabun', 'title: 2026') }, problems: ['course.yaml:3:8 error wrong-type'], says: ['Apit dengan tanda kutip: "2026"'] },
  { title: 'a text instead of a list', changes: { [COURSE]: edit('requires: []', 'requires: dasar') }, problems: ['course.yaml:9:11 error wrong-type'] },
  { title: 'a value that is none of the choices', changes: { [COURSE]: edit('level: dasar', 'level: dasarr') }, problems: ['course.yaml:7:8 error wrong-value'], says: ['Maksudnya "dasar"?'] },
  { title: 'another schema', changes: { [COURSE]: edit('schema: 1', 'schema: 2') }, problems: ['course.yaml:1:9 error wrong-value'] },
  { title: 'a minimum over 100', changes: { [COURSE]: edit('minimum: 80', 'minimum: 120') }, problems: ['course.yaml:14:14 error too-big'], says: ['paling besar 100, tertulis 120'] },
  { title: 'a minimum of 0', changes: { [COURSE]: edit('minimum: 80', 'minimum: 0') }, problems: ['course.yaml:14:14 error too-small'] },
  { title: 'half a minute', changes: { '02-cara/01-langkah.md': edit('minutes: 6', 'minutes: 6.5') }, problems: ['02-cara/01-langkah.md:4:10 error wrong-type'], says: ['angka bulat'] },
  { title: 'a short title that is long', changes: { [COURSE]: edit('short_title: Cuci Tangan', `short_title: ${'Cuci Tangan '.repeat(5)}`) }, problems: ['course.yaml:4:14 error too-long'] },
  { title: 'an id with capitals', changes: { [COURSE]: edit('id: cuci-tangan', 'id: Cuci Tangan') }, problems: ['course.yaml:2:5 error bad-id'], says: ['misalnya "cuci-tangan"'] },
  { title: 'a wrong code', changes: { [COURSE]: edit('code: CT.01', 'code: "CT 01"') }, problems: ['course.yaml:12:11 error bad-code'] },
  { title: 'a misspelt duration', changes: { [COURSE]: edit('valid: 2 years', 'valid: 5 yaers') }, problems: ['course.yaml:20:10 error bad-duration'], says: ['"5 years"'] },
  { title: 'a duration in Indonesian', changes: { '01-mengapa/quiz.yaml': edit('10 minutes', '10 menit') }, problems: ['01-mengapa/quiz.yaml:5:9 error bad-duration'], says: ['"10 minutes"'] },
  { title: 'a wrong prefix', changes: { [COURSE]: edit('prefix: CT', 'prefix: ct-1') }, problems: ['course.yaml:21:11 error bad-prefix'] },
  { title: 'an address that is none', changes: { 'sources.yaml': edit('https://contoh.example/panduan', 'javascript:alert(1)') }, problems: ['sources.yaml:3:8 error bad-url'] },
  { title: 'a label of a source with blanks', changes: { 'sources.yaml': append('S 3:\n  title: x\n  kind: rule') }, problems: ['sources.yaml:9:1 error bad-code'] },
  { title: 'an empty list of banks', changes: { 'exam.yaml': edit('[bank/cuci.yaml]', '[]') }, problems: ['bank/cuci.yaml:1:1 warning unused-bank', 'exam.yaml:7:8 error too-few-items'] },
  { title: 'too many signatories', changes: { 'certificate.yaml': append('  - { name: A, position: B }\n  - { name: A, position: B }\n  - { name: A, position: B }\n  - { name: A, position: B }') }, problems: ['certificate.yaml:3:3 error too-many-items'] },
  { title: 'a certificate template that is not there', changes: { 'certificate.yaml': edit('klasik', 'klasic') }, problems: ['certificate.yaml:1:11 error unknown-template'], says: ['Maksudnya "klasik"?'] },
  { title: 'a document number without a number', changes: { 'certificate.yaml': append('document_number: "PSM/{tahun}"') }, problems: ['certificate.yaml:7:18 error bad-document-number'], says: ['{nomor}/PSM/{bulan_romawi}/{tahun}'] },
  { title: 'a wrong validity of its certificate', changes: { 'certificate.yaml': append('valid: selamanya') }, problems: ['certificate.yaml:7:8 error bad-duration'], says: ['"5 months"'] },
]);
