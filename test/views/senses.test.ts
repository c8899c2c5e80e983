import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { seenPages } from '../fixtures/seen-pages.ts';

/** What a screen reader is told on the way through a course: roles, names, states, in the order they are read. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  'sign-in': ['- textbox "Nama pengguna"', '- textbox "Kata sandi"', '- button "Masuk"'],
  course: ['- navigation "Utama"', '- heading "Bimbingan Teknis Dasar Pekerja Sosial Masyarakat" [level=1]', '- progressbar', '- heading "Isi pelatihan" [level=2]', '- search:', '- searchbox "Cari di pelatihan ini"', '- img "Selesai"', '- heading "Syarat sertifikat" [level=3]'],
  lesson: ['- link "Langsung ke isi"', '- navigation "Letak halaman"', '- heading "Kunjungan rumah yang menghormati warga" [level=1]', '- link "Sumber 1"', '- img "Seorang PSM berdiri di depan rumah warga"', '- heading "Periksa diri" [level=3]', '- heading "Istilah di pelajaran ini" [level=2]', '- button "Selesai, lanjutkan Mencatat dan melapor"', '- navigation "Isi modul"', '- img "Sedang dibuka"'],
  question: ['- radiogroup "Seorang ketua RT', '- heading "Soal 14" [level=1]', '- radio "Meneruskan foto itu', '- radio "Meminta foto itu dihapus dari grup, lalu menghubungi Pak Darto sendiri untuk meminta izin mencatat datanya." [checked]', '- status: Jawaban tersimpan 10.42', '- checkbox "Tandai untuk dilihat lagi"', '- button "Berikutnya"', '- list "Daftar soal"', '- button "Soal 4, dijawab, ditandai": "4"', '- button "Soal 8, belum dijawab"'],
  'my-courses': ['- heading "Selamat datang kembali" [level=1]', '- region "Baru sejak kunjungan terakhir"', '- link "Tugas Anda sudah dinilai: Kuis modul 3"', '- button "Sudah saya baca"', '- region "Lanjutkan dari tempat Anda berhenti"', '- link "Lanjutkan Kunjungan rumah yang menghormati warga"'],
  notes: ['- heading "Catatan dan penanda" [level=1]', '- link "Ubah catatan : Kunjungan rumah yang menghormati warga"'],
  'result-exam': ['- navigation "Letak halaman"', '- heading "6 dari 7 kompetensi tuntas" [level=1]', '- heading "Hasil tiap kompetensi" [level=2]', '- heading "Melindungi data pribadi dan bersikap etis" [level=3]', '- text: 60 Belum tuntas', '- img "60 dari 100, minimum 80"', '- heading "Baca lagi, lalu ulangi" [level=4]', '- link "Menyimpan dan menghapus catatan"', '- link "Ulangi 6 soal bagian ini"', '- text: 90 Tuntas', '- img "90 dari 100, minimum 70"'],
  'result-exam-passed': ['- heading "Semua kompetensi tuntas" [level=1]', '- paragraph: Selamat, Siti Rahmawati. Sertifikat Anda sudah terbit.', '- link "Lihat sertifikat Anda"', '- heading "Hasil tiap kompetensi" [level=2]'],
  'result-quiz': ['- heading "Kuis belum tuntas" [level=1]', '- text: Belum tuntas 60', '- img "60 dari 100, minimum 70"', '- link "Ulangi kuis"', '- heading "Jawaban Anda dan pembahasannya" [level=2]', '- paragraph: Belum tepat 0 dari 1', '- heading "Soal 1" [level=3]', '- paragraph: Pilihan Anda, belum tepat', '- paragraph: Jawaban yang benar', '- link "Foto, KTP, dan grup WhatsApp"'],
  'my-certificates': ['- heading "Sertifikat saya" [level=1]', '- heading "Bimbingan Teknis Dasar Pekerja Sosial Masyarakat" [level=2]', '- paragraph: Berlaku', '- button "Perbarui sertifikat"', '- term: Nomor', '- definition: PSM-2026-7F3K-9Q2M-4T', '- link "Unduh PDF, 142 KB"', '- link "Halaman pemeriksaan"', '- group: Lencana dan kredensial digital', '- text: Bagikan halaman pemeriksaan', '- button "Tarik tautan"', '- paragraph: Dicabut Data dua peserta tertukar.'],
  'verify-valid': ['- heading "Sah dan masih berlaku" [level=1]', '- article:', '- paragraph: Siti Rahmawati', '- definition: PSM-2026-7F3K-9Q2M-4T', '- status', '- table:', '- columnheader "Nilai"', '- rowheader "Menjelaskan jati diri, status, dan dasar hukum PSM"'],
  search: ['- search:', '- searchbox "Cari di pelatihan ini": mengunjungi', '- status: 2 pelajaran ditemukan', '- mark: dikunjungi'],
};

describe('pages for ears, hands and other eyes', function () {
  this.timeout(60_000);
  const pages = seenPages();
  let page: Page;

  beforeEach(async () => {
    page = await (await pages.browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
    pages.server.fields = {};
  });
  afterEach(() => page.context().close());

  for (const [name, lines] of Object.entries(TOLD)) {
    it(`tells a screen reader of ${name} what it needs, in order`, async () => {
      await page.goto(`${pages.server.origin}/${name}`);
      const tree = (await page.locator('body').ariaSnapshot()).split('\n').map((line) => line.trim().replace(/^- '(.*)'(?=:|$)/, '- $1'));
      let from = 0;
      for (const line of lines) {
        const found = tree.findIndex((told, at) => at >= from && told.startsWith(line));
        expect(found, `${line} after line ${from} of\n${tree.join('\n')}`).to.be.at.least(0);
        from = found;
      }
      // A control without a name is nothing to an ear.
      expect(tree.filter((told) => /^- (?:button|link|textbox|searchbox|combobox|radio|checkbox|img)(?: \[[^\]]*\])*:?$/.test(told))).to.deep.equal([]);
    });
  }

  it('stay whole where the system decides the colours', async () => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
    for (const name of ['question', 'lesson', 'course', 'sign-up', 'styleguide']) {
      await page.goto(`${pages.server.origin}/${name}`);
      const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast', 'target-size']).analyze();
      expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).to.deep.equal([]);
    }
    await page.goto(`${pages.server.origin}/question`);
    const looks = () => page.evaluate("(() => { const row = document.querySelector('.option input:checked + .row') || document.querySelector('.option .row'); const style = getComputedStyle(row); return [style.borderTopWidth, style.borderTopStyle].join(' '); })()");
    await page.locator('input[type=radio]').first().check({ force: true });
    expect(await looks(), 'what is chosen is seen without a colour').to.equal('2px solid');
  });

  it('move only for those who let them', () => {
    const css = readFileSync('public/styles/bimtek.css', 'utf8').replace(/@media \(prefers-reduced-motion: no-preference\) \{[\s\S]*?\n\}/g, '');
    expect(css.match(/\b(?:animation|transition|scroll-behavior)\b[^;]*;/g) ?? []).to.deep.equal([]);
  });

  it('are read aloud by the phone’s own voice, each part in its language, and go on where they were stopped', async () => {
    // The voice belongs to the machine: here is one that keeps what it was given to say.
    await page.addInitScript(`
      window.said = [];
      window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
      Object.defineProperty(window, 'speechSynthesis', { value: { speak: (one) => said.push(one), cancel: () => undefined } });
    `);
    pages.server.fields = { script: 'scripts/phone.js' };
    await page.goto(`${pages.server.origin}/lesson-untranslated`);
    const said = (): Promise<{ text: string; lang: string }[]> => page.evaluate('said.map(({ text, lang }) => ({ text, lang }))');
    await page.getByRole('button', { name: 'Bacakan pelajaran ini' }).click();
    await page.evaluate('said.at(-1).onend()');
    await page.evaluate('said.at(-1).onend()');
    const first = await said();
    expect(first.map(({ text }) => text.slice(0, 25))).to.deep.equal(['Kunjungan rumah yang mengh', 'Warga membukakan pintu bu', 'Sebelum berangkat'].map((text) => text.slice(0, 25)));
    expect(new Set(first.map(({ lang }) => lang)), 'Indonesian on an English page').to.deep.equal(new Set(['id']));
    expect(first.some(({ text }) => text.includes('\u00ad'))).to.equal(false);
    await page.getByRole('button', { name: 'Berhenti membacakan' }).click();
    await page.getByRole('button', { name: 'Bacakan pelajaran ini' }).click();
    expect((await said()).at(-1)?.text).to.equal('Sebelum berangkat');
    for (let parts = 0; parts < 200 && (await page.getByRole('button', { name: 'Berhenti membacakan' }).count()); parts += 1) await page.evaluate('said.at(-1).onend()');
    const all = (await said()).map(({ text }) => text);
    expect(all.some((text) => text.includes('Ikut duduk sejenak')), 'not the answer that is still closed').to.equal(false);
    expect(all).to.include('Buka pembahasan');
  });

  it('offer no voice where there is none', async () => {
    await page.addInitScript("Object.defineProperty(window, 'speechSynthesis', { value: undefined })");
    pages.server.fields = { script: 'scripts/phone.js' };
    await page.goto(`${pages.server.origin}/lesson`);
    expect(await page.locator('[data-speak]').isVisible()).to.equal(false);
  });
});
