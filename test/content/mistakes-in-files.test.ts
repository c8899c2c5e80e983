import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { append, edit } from './course-tree.ts';
import { testMistakes } from './mistake-table.ts';

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const LESSON = '01-mengapa/02-waktu.md';

const emptyIt = (folder: string) => {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
};

testMistakes('Mistakes in files and folders', [
  { title: 'the example itself has none', problems: [] },
  { title: 'an empty folder', prepare: emptyIt, problems: ['course.yaml:1:1 error empty-folder'] },
  { title: 'no course.yaml', changes: { 'course.yaml': null, 'course.en.yaml': null }, problems: ['course.yaml:1:1 error missing-course-yaml'] },
  {
    title: 'Course.yaml instead of course.yaml',
    changes: { 'course.yaml': null, 'course.en.yaml': null, 'Course.yaml': 'id: x' },
    problems: ['course.yaml:1:1 error missing-course-yaml'],
    says: ['Ganti nama "Course.yaml"'],
  },
  { title: 'an empty file', changes: { [LESSON]: '' }, problems: [`${LESSON}:1:1 error empty-file`] },
  { title: 'a file of blanks', changes: { 'glossary.yaml': ' \n\n' }, problems: ['glossary.yaml:1:1 error empty-file'] },
  {
    title: 'bytes that are not UTF-8',
    changes: { [LESSON]: Buffer.concat([Buffer.from('---\nid: waktu-penting\ntitle: Waktu kop'), Buffer.from([0xe9, 0x0a])]) },
    problems: [`${LESSON}:3:17 error not-utf8`],
  },
  { title: 'UTF-16 with its mark', changes: { [LESSON]: utf16('---\nid: waktu-penting\n---\n') }, problems: [`${LESSON}:1:1 error utf-16`], says: ['Notepad'] },
  { title: 'UTF-16 without a mark', changes: { [LESSON]: Buffer.from('---\nid: waktu-penting\n', 'utf16le') }, problems: [`${LESSON}:1:1 error utf-16`] },
  { title: 'a byte order mark is no mistake', changes: { [LESSON]: (text) => `\uFEFF${text}` }, problems: [] },
  { title: 'Windows line ends are no mistake', changes: { [LESSON]: (text) => text.replaceAll('\n', '\r\n'), 'exam.yaml': (text) => text.replaceAll('\n', '\r\n') }, problems: [] },
  { title: 'an invisible control character', changes: { [LESSON]: append('Satu\u0000dua.') }, problems: [`${LESSON}:24:5 error control-character`], says: ['U+0000'] },
  { title: 'a text over 1 MB', changes: { [LESSON]: append('kata '.repeat(220_000)) }, problems: [`${LESSON}:1:1 error file-too-large`], says: ['1,05 MB; paling besar 1 MB'] },
  {
    title: 'a film of 200 MB is not read',
    prepare: (folder) => {
      writeFileSync(join(folder, '01-mengapa/media/film.mp4'), '');
      truncateSync(join(folder, '01-mengapa/media/film.mp4'), 200 * 1024 * 1024);
    },
    problems: ['01-mengapa/media/film.mp4:1:1 error file-too-large'],
    says: ['200 MB; paling besar 20 MB'],
  },
  {
    title: 'a link out of the course',
    prepare: (folder) => symlinkSync('/etc/hostname', join(folder, '01-mengapa/rahasia.md')),
    problems: ['01-mengapa/rahasia.md:1:1 error symlink-outside-course'],
  },
  {
    title: 'a link to a folder above',
    prepare: (folder) => symlinkSync('..', join(folder, '01-mengapa/lagi')),
    problems: ['01-mengapa/lagi:1:1 error symlink-loop'],
  },
  {
    title: 'a link to itself',
    prepare: (folder) => symlinkSync('diri', join(folder, 'diri')),
    problems: ['diri:1:1 error symlink-loop'],
  },
  {
    title: 'a link to nothing',
    prepare: (folder) => symlinkSync('tidak-ada.svg', join(folder, '01-mengapa/media/x.svg')),
    problems: ['01-mengapa/media/x.svg:1:1 error broken-symlink'],
  },
  {
    title: 'a link inside the course is no mistake',
    changes: { '02-cara/01-langkah.md': append('![Telapak tangan.](media/tangan.svg)') },
    prepare: (folder) => symlinkSync('../../01-mengapa/media/tangan.svg', join(folder, '02-cara/media/tangan.svg')),
    problems: [],
  },
  {
    title: 'a pipe is not opened',
    prepare: (folder) => execFileSync('mkfifo', [join(folder, '01-mengapa/pipa.md')]),
    problems: ['01-mengapa/pipa.md:1:1 error not-a-file'],
  },
  { title: 'an empty folder inside', prepare: (folder) => mkdirSync(join(folder, '03-kosong')), problems: ['03-kosong:1:1 warning empty-folder'] },
  {
    title: 'folders nested without end',
    prepare: (folder) => mkdirSync(join(folder, 'a/b/c/d/e/f/g/h/i/j/k'), { recursive: true }),
    problems: ['a/b/c/d/e/f/g/h/i:1:1 error folder-too-deep'],
  },
  {
    title: 'two names that differ in capitals only',
    changes: { '01-mengapa/media/Tangan.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>' },
    problems: ['01-mengapa/media/Tangan.svg:1:1 error file-names-differ-in-case'],
  },
  { title: '.yml', changes: { 'exam.yaml': null, 'exam.en.yaml': null, 'exam.yml': 'id: x' }, problems: ['bank/cuci.yaml:1:1 warning unused-bank', 'course.yaml:1:1 warning missing-exam', 'exam.yml:1:1 error wrong-extension'], says: ['"exam.yaml"'] },
  {
    title: 'more files than any course has',
    prepare: (folder) => {
      mkdirSync(join(folder, 'banyak'));
      for (let number = 0; number < 5000; number++) writeFileSync(join(folder, `banyak/${number}.bak`), '');
    },
    problems: ['.:1:1 error too-many-files'],
    timeout: 30_000,
    only: ['error'],
  },
  { title: 'a slip in a file name', changes: { '02-cara/quizz.yaml': 'id: x' }, problems: ['02-cara/quizz.yaml:1:1 warning unknown-file'], says: ['Maksudnya "quiz.yaml"'] },
  { title: 'a file nobody reads', changes: { '02-cara/catatan.html': '<p>' }, problems: ['02-cara/catatan.html:1:1 warning unknown-file'] },
  { title: 'hidden files and drafts are left alone', changes: { '02-cara/_konsep.md': 'x', '.DS_Store': 'x', '02-cara/~$x.docx': 'x' }, problems: [] },
  { title: 'no module', prepare: (folder) => ['01-mengapa', '02-cara', 'bank', 'exam.yaml', 'exam.en.yaml'].forEach((name) => rmSync(join(folder, name), { recursive: true })), problems: ['course.yaml:1:1 error no-modules', 'course.yaml:1:1 warning missing-exam'] },
  { title: 'lessons without a module.yaml', changes: { '02-cara/module.yaml': null }, problems: ['02-cara/module.yaml:1:1 error missing-module-yaml'] },
  { title: 'a module without lessons', changes: { '03-baru/module.yaml': 'id: baru\ntitle: Baru\n' }, problems: ['03-baru/module.yaml:1:1 error module-without-lessons'] },
  { title: 'a picture that nobody uses', changes: { '02-cara/media/sisa.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>' }, problems: ['02-cara/media/sisa.svg:1:1 warning unused-media'] },
  { title: 'a picture that is none', changes: { '02-cara/media/langkah.png': 'bukan gambar' }, problems: ['02-cara/media/langkah.png:1:1 error damaged-picture'] },
  { title: 'an SVG with a script', changes: { '01-mengapa/media/tangan.svg': edit('<rect', '\n<script>alert(1)</script><rect') }, problems: ['01-mengapa/media/tangan.svg:2:1 error svg-with-script'] },
  { title: 'an SVG with a handler', changes: { '01-mengapa/media/tangan.svg': edit('<rect', '<rect onload="x()"') }, problems: ['01-mengapa/media/tangan.svg:1:79 error svg-with-script'] },
  { title: 'an SVG with a disguised address', changes: { '01-mengapa/media/tangan.svg': edit('<rect', '<a href="&#106;avascript:x()"/><rect') }, problems: ['01-mengapa/media/tangan.svg:1:1 error svg-with-script'] },
  { title: 'an SVG that loads from outside', changes: { '01-mengapa/media/tangan.svg': edit('<rect', '<image href="https://x.example/p.png"/><rect') }, problems: ['01-mengapa/media/tangan.svg:1:74 error svg-external'] },
  { title: 'an SVG of unknown size', changes: { '01-mengapa/media/tangan.svg': edit(' viewBox="0 0 320 200"', '') }, problems: ['01-mengapa/media/tangan.svg:1:1 error svg-without-size'] },
  { title: 'an SVG that runs nothing is no mistake', changes: { '01-mengapa/media/tangan.svg': edit('<rect', '<defs><linearGradient id="g"/></defs><!-- <script> --><a href="https://x.example"><use href="#g"/></a><rect style="fill:url(#g)"') }, problems: [] },
]);
