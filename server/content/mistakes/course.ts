import { error, say, warning, type Place } from '../mistake.ts';
import { suggest } from '../spelling.ts';

export const missingCourseYaml = (near: string | undefined) =>
  error(
    'missing-course-yaml',
    say('Folder ini tidak berisi course.yaml.', 'This folder holds no course.yaml.'),
    near === undefined
      ? say('Buat course.yaml dengan id, title, dan kompetensi pelatihan.', "Make a course.yaml with the course's id, title and competencies.")
      : say(`Ganti nama "${near}" menjadi "course.yaml".`, `Rename "${near}" to "course.yaml".`),
  );

export const noModules = () =>
  error(
    'no-modules',
    say('Pelatihan ini belum mempunyai modul.', 'This course has no module yet.'),
    say('Buat folder, misalnya 01-pengantar, dengan module.yaml dan pelajaran.', 'Make a folder, e.g. 01-introduction, with a module.yaml and lessons.'),
  );

export const missingModuleYaml = (near: string | undefined) =>
  error(
    'missing-module-yaml',
    say('Folder ini berisi pelajaran tetapi tidak berisi module.yaml.', 'This folder holds lessons but no module.yaml.'),
    near === undefined
      ? say('Buat module.yaml dengan id dan title.', 'Make a module.yaml with id and title.')
      : say(`Ganti nama "${near}" menjadi "module.yaml".`, `Rename "${near}" to "module.yaml".`),
  );

export const moduleWithoutLessons = () =>
  error(
    'module-without-lessons',
    say('Modul ini belum mempunyai pelajaran.', 'This module has no lesson yet.'),
    say('Tambahkan berkas .md, misalnya 01-pembuka.md.', 'Add a .md file, e.g. 01-opening.md.'),
  );

export const competencyWithoutLesson = (code: string) =>
  warning(
    'competency-without-lesson',
    say(`Tidak ada pelajaran untuk unit "${code}".`, `No lesson teaches the unit "${code}".`),
    say('Sebut kodenya di "competencies" sebuah pelajaran: peserta yang belum tuntas diarahkan ke sana.', 'Name its code in "competencies" of a lesson: who fails the unit is sent there.'),
  );

export const duplicateCompetency = (code: string, first: Place) =>
  error(
    'duplicate-id',
    say(`Kode "${code}" sudah dipakai di baris ${first.line}.`, `The code "${code}" is already used in line ${first.line}.`),
    say('Beri kode lain.', 'Give it another code.'),
  );

export const unknownTemplate = (name: string, known: readonly string[]) =>
  error(
    'unknown-template',
    say(`Templat sertifikat "${name}" tidak ada.`, `There is no certificate template "${name}".`),
    suggest(name, known) ?? say('Hapus "template" untuk memakai yang biasa.', 'Delete "template" to get the usual one.'),
  );

export const unusedLook = (template: string) =>
  warning(
    'unused-template',
    say(`Templat ini tidak dipakai: certificate.yaml memilih "${template}".`, `This template is not used: certificate.yaml chooses "${template}".`),
    say('Hapus "template" dari certificate.yaml untuk memakainya.', 'Delete "template" from certificate.yaml to use it.'),
  );

export const missingPicture = (name: string, fault: string | undefined, most: number) =>
  error(
    'missing-picture',
    fault ? say(`Gambar "${name}" tidak dapat dicetak: ${fault}`, `The picture "${name}" cannot be printed.`) : say(`Gambar "${name}" tidak ada, atau terlalu besar.`, `There is no picture "${name}", or it is too large.`),
    say(`Pakai PNG atau JPEG sampai ${Math.round(most / 1024)} KB, dengan nama berkas seperti tertulis.`, `Use a PNG or JPEG of up to ${Math.round(most / 1024)} KB, named as it is written.`),
  );

export const requiresItself = () =>
  error(
    'requires-itself',
    say('Pelatihan ini mensyaratkan dirinya sendiri.', 'This course requires itself.'),
    say('Hapus dari "requires".', 'Delete it from "requires".'),
  );

export const requiresUnknownCourse = (id: string, known: Iterable<string>) =>
  warning(
    'requires-unknown-course',
    say(`Pelatihan "${id}" yang disyaratkan tidak ada.`, `The required course "${id}" does not exist.`),
    suggest(id, known) ?? say('Pasang pelatihan itu, atau hapus syaratnya; sekarang tidak ada yang dapat masuk.', 'Install it, or drop the requirement; as it is nobody gets in.'),
  );

export const requiresInCircle = (circle: readonly string[]) =>
  error(
    'requires-circle',
    say(`Syaratnya berputar: ${circle.join(' → ')}.`, `The requirements run in a circle: ${circle.join(' → ')}.`),
    say('Hapus salah satu "requires".', 'Delete one "requires".'),
  );

export const courseIdTaken = (id: string, folder: string) =>
  error(
    'course-id-taken',
    say(`Id "${id}" sudah dipakai pelatihan di folder "${folder}".`, `The id "${id}" already belongs to the course in the folder "${folder}".`),
    say('Beri id lain. Yang tampil kepada peserta adalah pelatihan yang pertama.', 'Give it another id. Learners see the first course.'),
  );
