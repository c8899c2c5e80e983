import { expect } from 'chai';
import { inLanguage, type Course, type Language } from '../../server/content/course.ts';
import { append, EXAMPLE, readChanged, readExample } from './course-tree.ts';

const SOFT_HYPHEN = '\u00AD';

const htmlOf = (course: Course | undefined, lesson: string, language: Language = 'id'): string => {
  const found = course?.modules.flatMap(({ lessons }) => lessons).find(({ id }) => id === lesson);
  if (!found) throw new Error(`No lesson ${lesson}`);
  return inLanguage(found.html, language);
};

/** Soft hyphens have a test of their own; here they would only hide the words. */
const plain = (html: string) => html.replaceAll(SOFT_HYPHEN, '');

describe('The HTML of a lesson', () => {
  let course: Course | undefined;
  let first: string;
  let second: string;

  before(async () => {
    ({ course } = await readExample(EXAMPLE));
    first = plain(htmlOf(course, 'kuman-di-tangan'));
    second = plain(htmlOf(course, 'waktu-penting'));
  });

  it('has a heading with a stable id', () => {
    expect(first).to.include('<h2 id="bagian-yang-menempel">Yang menempel</h2>');
  });

  it('has a note, a caution and a case', () => {
    expect(first).to.include('<aside class="note">\n<h3 class="note-title">Tidak terlihat</h3>\n<p>');
    expect(first).to.include('<section class="caution">\n<h3 class="caution-title">Jangan <em>mengucek</em> mata</h3>\n<p>');
    expect(first).to.include('<section class="case">\n<p class="case-label">Kasus</p>\n<h3>Bu Ani pulang dari pasar</h3>\n<p>');
    expect(first).to.include('<p class="case-question">Apa yang sebaiknya Bu Ani lakukan lebih dahulu?</p>\n</section>');
  });

  it('has a self-check whose answer opens on demand', () => {
    expect(first).to.include('<section class="self-check">\n<h3>Periksa diri</h3>\n<p>Mengapa air saja tidak cukup?</p>\n<details>\n<summary>Buka pembahasan</summary>\n<p>Sabun');
  });

  it('has a numbered figure of known size', () => {
    expect(first).to.match(
      /<figure><img src="\/courses\/cuci-tangan\/media\/[0-9a-f]{16}\/01-mengapa\/media\/tangan\.svg" alt="Dua telapak tangan dengan bintik-bintik di ujung jari\." width="320" height="200" decoding="async"><figcaption><b>Gambar 1\.<\/b> Kuman menempel pada ujung jari\.<\/figcaption><\/figure>/,
    );
    expect(htmlOf(course, 'langkah')).to.include('width="16" height="10"');
  });

  it('has a table that scrolls by itself, without style attributes', () => {
    expect(first).to.include('<div class="table-scroll" tabindex="0" role="region" aria-label="Tabel 1. Yang menempel">\n<table>');
    expect(first).to.include('<th scope="col" class="align-right">Sering disentuh</th>');
    expect(first).not.to.include('style=');
  });

  it('links terms, lessons, files and other sites', () => {
    expect(first).to.include('<a class="term" href="/courses/cuci-tangan/glossary#term-kuman">kuman</a>');
    expect(first).to.include('<a href="/courses/cuci-tangan/lessons/waktu-penting">waktu penting</a>');
    expect(first).to.match(/<a href="\/courses\/cuci-tangan\/media\/[0-9a-f]{16}\/01-mengapa\/media\/tangan\.svg">gambarnya<\/a>/);
    expect(first).to.include('<a href="https://contoh.example/a?b=1&amp;c=2" rel="noopener">situs resmi</a>');
    expect(second).to.include('<a href="/courses/cuci-tangan/lessons/kuman-di-tangan#bagian-yang-menempel">pelajaran pertama</a>');
  });

  it('numbers sources by their first mention and lists them at the end', () => {
    expect(first).to.include('<sup class="source-ref"><a href="#sumber-1" id="rujukan-1" aria-label="Sumber 1">1</a></sup>');
    expect(first).to.include('id="rujukan-1-2"');
    expect(first).to.match(/<section class="sources">\n<h2>Sumber<\/h2>\n<ol>\n<li id="sumber-1"><a href="https:\/\/contoh\.example\/panduan" rel="noopener nofollow">Panduan Cuci Tangan Pakai Sabun<\/a> <a class="back" href="#rujukan-1" aria-label="Kembali ke teks">&#8617;<\/a><\/li>\n<li id="sumber-2">Pengamatan <strong>penyusun<\/strong>\. <a class="back"/);
    expect(second).to.include('<li id="sumber-1">Catatan penyusun <a class="back"');
  });

  it('says how heavy a recording and a download are before they are loaded', () => {
    expect(second).to.match(/<figure class="media">\n<figcaption>Lagu cuci tangan <span>MP3, 2 KB<\/span><\/figcaption>\n<audio controls preload="none" src="\/courses\/cuci-tangan\/media\/[0-9a-f]{16}\/01-mengapa\/media\/lagu\.mp3"><\/audio>\n<details class="transcript">\n<summary>Transkrip<\/summary>\n<p>Cuci/);
    expect(second).to.match(/<p class="download"><a href="[^"]+poster\.pdf" download>Poster lima waktu<\/a> <span>PDF, 1 KB<\/span><\/p>\n<p>Tempelkan/);
  });

  it('speaks the language of the translation', () => {
    const english = htmlOf(course, 'kuman-di-tangan', 'en');
    for (const words of ['<b>Figure 1.</b>', '<h3>Check yourself</h3>', '<summary>Show the answer</summary>', '<h2>Sources</h2>', 'aria-label="Back to the text"']) {
      expect(english).to.include(words);
    }
    expect(english).not.to.include(SOFT_HYPHEN);
  });

  it('falls back to the original where nothing is translated', () => {
    expect(htmlOf(course, 'langkah', 'en')).to.equal(htmlOf(course, 'langkah'));
  });

  it('lets no HTML, script or foreign scheme through', async () => {
    const { course: served, problems } = await readChanged({
      '02-cara/01-langkah.md': append('Kata \\<script>alert(1)\\</script> & "kutip" `<img onerror=x>`\n\n    <b onclick="x">\n\n```js" onload="x\n</code></pre><script>\n```'),
    });
    expect(problems).to.deep.equal([]);
    const html = htmlOf(served, 'langkah');
    expect(html).to.include('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;kutip&quot; <code>&lt;img onerror=x&gt;</code>');
    expect(html).not.to.match(/<script|<img onerror|<b onclick|" onload="/);
  });
});

describe('Soft hyphens', () => {
  const TEXT = 'Menggendong tunjukkan kesejahteraan PUSKESMAS kebersihan.example kuman, penyandang `kesejahteraan`.';

  const paragraph = async (): Promise<string> => {
    const { course } = await readChanged({
      '02-cara/01-langkah.md': append(`## Kesejahteraan masyarakat\n\n${TEXT}\n\n- pemerintahan\n\n| Kesejahteraan |\n| --- |\n| kesejahteraan |`),
    });
    return htmlOf(course, 'langkah').replaceAll(SOFT_HYPHEN, '-');
  };

  it('stand between syllables of long words, three letters from either end', async () => {
    const html = await paragraph();
    expect(html).to.include('Meng-gen-dong tun-juk-kan kese-jah-te-raan');
    expect(html).to.include('penyan-dang');
    expect(html).to.include('<li>peme-rin-ta-han</li>');
    expect(html).to.include('<td>kese-jah-te-raan</td>');
  });

  it('stay out of abbreviations, addresses, code and headings', async () => {
    const html = await paragraph();
    expect(html).to.include('PUSKESMAS kebersihan.example kuman');
    expect(html).to.include('<code>kesejahteraan</code>');
    expect(html).to.include('>Kesejahteraan masyarakat</h2>');
    expect(html).to.include('>Kesejahteraan</th>');
  });
});
