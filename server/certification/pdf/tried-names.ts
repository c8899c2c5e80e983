/** Names that try a look: one word, an apostrophe, titles, 60 letters with and without a space. */
export const TRIED_NAMES: readonly string[] = [
  'Sari Wulandari',
  'Suharto',
  "Nur'aini Ma'ruf",
  "Dra. Hj. Siti Nur'aini binti Abdurrahman Wahid Hasyim, M.Si.",
  'Raden Ajeng Kusumaningtyas Wulandari Prabaningrum Sastrowijo',
  'W'.repeat(60),
];
