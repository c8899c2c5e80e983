import { error, say, warning } from '../../mistake.ts';

export const tooManyTags = (most: number) =>
  error('too-many-tags', say(`Teksnya berisi lebih dari ${most} tanda HTML.`, `Its text holds more than ${most} HTML elements.`), say('Tempel ulang sebagai teks biasa di sumbernya.', 'Paste it again as plain text in the source.'));

/** What is lost on the way from foreign markup to Markdown. */
export const altMissing = () =>
  warning(
    'alt-missing',
    say('Gambar tidak mempunyai teks alternatif; sementara diisi "Gambar".', 'A picture has no alternative text; it was given the word "Gambar".'),
    say('Tulis apa yang terlihat di gambar.', 'Write what the picture shows.'),
  );
export const externalPicture = (address: string) =>
  warning(
    'external-picture',
    say(`Gambar dari situs lain tidak diambil: ${address}. Tautannya ada di teks.`, `A picture on another site was not taken: ${address}. Its link is in the text.`),
    say('Unduh gambarnya, taruh di folder media, lalu ganti tautannya.', 'Download the picture, put it into the media folder, and replace the link.'),
  );
export const pictureMissing = (name: string) =>
  warning(
    'picture-missing',
    say(`Gambar "${name}" tidak ada di berkas sumber. Di teks ditulis namanya.`, `The picture "${name}" is not in the source. The text holds its name.`),
    say('Taruh gambarnya di folder media, lalu sisipkan.', 'Put the picture into the media folder and insert it.'),
  );
export const pictureRefused = (name: string, why: { id: string; en: string }) =>
  warning(
    'picture-refused',
    say(`Gambar "${name}" tidak diambil: ${why.id}.`, `The picture "${name}" was not taken: ${why.en}.`),
    say('Simpan sebagai PNG, JPEG, WebP, atau SVG, lalu sisipkan.', 'Save it as PNG, JPEG, WebP or SVG, and insert it.'),
  );
export const svgCleaned = (name: string) =>
  warning(
    'svg-cleaned',
    say(`Bagian SVG "${name}" yang dapat menjalankan program atau memuat dari luar dibuang.`, `Parts of the SVG "${name}" that could run a program or load from outside were removed.`),
    say('Periksa apakah gambarnya masih utuh.', 'See whether the picture is still whole.'),
  );
export const partDropped = (what: string) =>
  warning(
    'markup-dropped',
    say(`<${what}> tidak dapat dipakai di dalam soal dan dibuang.`, `<${what}> cannot be used in a question and was dropped.`),
    say('Bandingkan dengan sumbernya.', 'Compare with the source.'),
  );
export const lookLost = (what: string) =>
  warning('look-lost', say(`Tampilan <${what}> hilang; teksnya tetap.`, `The look of <${what}> is lost; its text is kept.`));
export const tableSimplified = () =>
  warning('table-simplified', say('Tabel disederhanakan: sel gabungan atau isi bertingkat diratakan.', 'A table was made simple: joined cells or nested content were flattened.'));
export const linkDropped = (address: string) =>
  warning('link-dropped', say(`Tautan "${address}" tidak dapat dipakai; teksnya tetap.`, `The link "${address}" cannot be used; its text is kept.`));
export const formulaAsText = () =>
  warning(
    'formula-as-text',
    say('Rumus LaTeX atau MathML tampil sebagai teks biasa.', 'A LaTeX or MathML formula is shown as plain text.'),
    say('Tulis rumusnya dengan kata, atau sebagai gambar.', 'Write the formula in words, or as a picture.'),
  );
export const htmlInMarkdown = () =>
  warning('html-in-markdown', say('HTML di dalam Markdown ditulis sebagai teks.', 'HTML inside Markdown was written as text.'));
