import { stringify } from 'yaml';

/** A text as a YAML value of one line, quoted where it has to be. */
const value = (text: string): string => stringify(text, { lineWidth: 0, defaultStringType: 'PLAIN', blockQuote: false }).trimEnd();

/** The line by which an editor finds the schema of a file. */
export const schemaLine = (address: string): string => `# yaml-language-server: $schema=${address}\n`;

export interface CourseWords {
  readonly id: string;
  readonly title: string;
  /** Title of its only unit of competency. */
  readonly unit: string;
  readonly prefix: string;
}

export const codeOf = (prefix: string): string => `${prefix}.01`;

export const courseText = ({ id, title, unit, prefix }: CourseWords): string => `schema: 1
id: ${id}
title: ${value(title)}
summary: Tulis di sini satu kalimat tentang isi pelatihan.
language: id
level: dasar
status: draft                  # draft: baru terlihat oleh pelatih dan admin
hours: 1
competencies:
  - code: ${codeOf(prefix)}
    title: ${value(unit)}
    minimum: 70
certificate:
  valid: 2 years
  prefix: ${prefix}
`;

export const moduleText = (id: string, title: string): string => `id: ${id}
title: ${value(title)}
summary: Tulis di sini apa yang dipelajari di modul ini.
`;

export interface LessonWords {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  /** Code of the unit that it teaches; undefined where the course names none. */
  readonly competency: string | undefined;
  /** Hidden from learners until it is written. */
  readonly draft: boolean;
}

export const lessonText = ({ id, title, minutes, competency, draft }: LessonWords): string => `---
id: ${id}
title: ${value(title)}
minutes: ${minutes}
competencies: [${competency ?? ''}]
${draft ? 'draft: true\n' : ''}lead: Satu kalimat tentang gunanya pelajaran ini bagi pembaca.
---

Ganti paragraf ini. Mulailah dengan kejadian yang dikenal pembaca, lalu jelaskan **satu hal** saja.

## Langkah-langkahnya

1. Tulis setiap langkah sebagai satu kalimat pendek.
2. Mulailah dengan kata kerja.
3. Berhenti sebelum langkah ketujuh.

::: note Ingat
Blok seperti ini menahan mata pembaca. Pakailah untuk satu hal yang tidak boleh terlewat.
:::

::: check Coba jawab dahulu
Berapa hal yang dijelaskan oleh satu pelajaran?

---

Satu hal saja.
:::
`;

export interface QuizWords {
  readonly id: string;
  readonly title: string;
  /** The ids of its two questions. */
  readonly questions: readonly [string, string];
  readonly competency: string;
  /** Where to read again; undefined: the module has no lesson. */
  readonly lesson: string | undefined;
}

const again = (lesson: string | undefined): string => (lesson === undefined ? '' : `    lesson: ${lesson}\n`);

export const quizText = ({ id, title, questions, competency, lesson }: QuizWords): string => `id: ${id}
title: ${value(title)}
pass: 70
questions:
  - id: ${questions[0]}
    type: single
    competency: ${competency}
    text: Ganti soal ini. Berapa hal yang dijelaskan oleh satu pelajaran?
    options:
      - id: a
        text: Satu hal
        correct: true
        feedback: Benar. Hal berikutnya mendapat pelajarannya sendiri.
      - id: b
        text: Semua hal sekaligus
        feedback: Pembaca lupa lebih cepat daripada ia membaca.
      - id: c
        text: Sebanyak yang muat di layar
        feedback: Layar ponsel kecil, dan pembaca boleh menggulirnya.
${again(lesson)}  - id: ${questions[1]}
    type: true-false
    competency: ${competency}
    text: Langkah sebaiknya dimulai dengan kata kerja.
    answer: true
    feedback_true: Benar, begitulah orang tahu apa yang harus dilakukan.
    feedback_false: Kata kerja di depan menunjukkan apa yang harus dilakukan.
${again(lesson)}`;

export const examText = (id: string, bank: string): string => `id: ${id}
title: Ujian akhir
attempts: { limit: 3, wait: 1 day }
time_limit: 30 minutes
draw: { per_competency: 5 }      # isilah bank dengan dua kali lipat soal
review: after-pass
banks: [${bank}]
`;

/** Six questions, enough of them typed that a blind guesser does not reach the minimum. */
export const bankText = (stem: string, competency: string, lesson: string): string => `questions:
  - id: ${stem}-01
    type: short-text
    competency: ${competency}
    text: "Ganti soal ini. Lengkapi: satu pelajaran menjelaskan … hal."
    answers: [satu, "1"]
    feedback_wrong: Satu hal saja dalam satu pelajaran.
    lesson: ${lesson}
  - id: ${stem}-02
    type: numeric
    competency: ${competency}
    text: Ganti soal ini. Paling banyak berapa langkah dalam satu daftar?
    answer: 6
    unit: langkah
    feedback_wrong: Berhenti sebelum langkah ketujuh.
    lesson: ${lesson}
  - id: ${stem}-03
    type: multiple
    competency: ${competency}
    text: Ganti soal ini. Mana yang membantu pembaca?
    options:
      - { id: a, text: Kalimat pendek, correct: true, feedback: Benar. }
      - { id: b, text: Contoh dari kejadian nyata, correct: true, feedback: Benar. }
      - { id: c, text: Singkatan yang tidak dijelaskan, feedback: Pembaca berhenti di singkatan pertama. }
      - { id: d, text: Paragraf satu halaman, feedback: Layar ponsel hanya memuat beberapa baris. }
    lesson: ${lesson}
  - id: ${stem}-04
    type: single
    competency: ${competency}
    text: Ganti soal ini. Dengan apa sebuah pelajaran dimulai?
    options:
      - { id: a, text: Kejadian yang dikenal pembaca, correct: true, feedback: Benar. }
      - { id: b, text: Daftar peraturan, feedback: Peraturan menyusul sesudah pembaca tahu gunanya. }
      - { id: c, text: Ucapan terima kasih, feedback: Pembaca datang untuk belajar. }
    lesson: ${lesson}
  - id: ${stem}-05
    type: short-text
    competency: ${competency}
    text: "Ganti soal ini. Lengkapi: langkah dimulai dengan kata …"
    answers: [kerja]
    feedback_wrong: Kata kerja menunjukkan apa yang harus dilakukan.
    lesson: ${lesson}
  - id: ${stem}-06
    type: true-false
    competency: ${competency}
    text: Ganti soal ini. Blok catatan dipakai untuk setiap paragraf.
    answer: false
    feedback_true: Bila semuanya menonjol, tidak ada yang menonjol.
    feedback_false: Benar, hanya untuk yang tidak boleh terlewat.
    lesson: ${lesson}
`;
