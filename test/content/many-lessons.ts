import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLE } from './course-tree.ts';

const LESSONS_A_MODULE = 50;

/** A lesson of about 600 words, the middle of what the format's authors are asked for. */
function lesson(number: number): string {
  const template = readFileSync(join(EXAMPLE, '01-mengapa/01-kuman.md'), 'utf8');
  const body = template
    .slice(template.indexOf('Setiap hari'))
    .replace('lesson:waktu-penting', `lesson:pelajaran-${number === 0 ? 1 : number - 1}`);
  const more = Array.from(
    { length: 12 },
    (_, paragraph) =>
      `Paragraf ${paragraph} pelajaran ${number} menjelaskan bagaimana **masyarakat** menyelenggarakan kebersihan bersama tetangga, ` +
      'mulai dari musyawarah, pembagian tugas, sampai pencatatan yang rapi agar kesejahteraan warga terjaga sepanjang tahun.',
  ).join('\n\n');
  return `---\nid: pelajaran-${number}\ntitle: Pelajaran ${number}\nminutes: 6\ncompetencies: [CT.01, CT.02]\nlead: Kalimat pembuka pelajaran ${number}.\n---\n\n${body}\n\n## Lanjutan\n\n${more}\n`;
}

/** Writes a course with that many lessons, in modules of 50, into `folder`; returns the path of one lesson. */
export function writeManyLessons(folder: string, count: number): string {
  mkdirSync(folder, { recursive: true });
  const shared = ['course.yaml', 'sources.yaml', 'glossary.yaml', 'exam.yaml', 'bank'];
  for (const name of shared) cpSync(join(EXAMPLE, name), join(folder, name), { recursive: true });
  const bank = join(folder, 'bank/cuci.yaml');
  writeFileSync(bank, readFileSync(bank, 'utf8').replaceAll(/lesson: .*/g, 'lesson: pelajaran-0'));
  for (let number = 0; number < count; number++) {
    const module = Math.floor(number / LESSONS_A_MODULE);
    const path = join(folder, `${String(module + 1).padStart(2, '0')}-modul`);
    if (number % LESSONS_A_MODULE === 0) {
      mkdirSync(path);
      writeFileSync(join(path, 'module.yaml'), `id: modul-${module}\ntitle: Modul ${module}\n`);
      cpSync(join(EXAMPLE, '01-mengapa/media/tangan.svg'), join(path, 'media/tangan.svg'));
    }
    writeFileSync(join(path, `${String((number % LESSONS_A_MODULE) + 1).padStart(2, '0')}-pelajaran.md`), lesson(number));
  }
  return join(folder, '01-modul/01-pelajaran.md');
}
