import { expect } from 'chai';
import { countSittings } from '../../server/assessment/analysis/count-sittings.ts';
import type { Course } from '../../server/content/course.ts';
import { course as courseWith, question, quiz } from '../assessment/course-factory.ts';
import { sit } from '../assessment/sitters.ts';
import { openOffice, type Browser, type Office } from './office.ts';

const course: Course = courseWith({
  exam: quiz({ id: 'ujian-akhir', kind: 'exam', layout: 'one', title: { original: 'Ujian akhir', en: 'Final exam' }, questions: [1, 2, 3].map((number) => question(`soal-${number}`, 'PSM.D.01')) }),
});
const wordsIn = (html: string): string => html.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

describe('administration: item analysis', function () {
  this.timeout(20_000);
  let office: Office;
  let trainers: Browser;

  before(async () => {
    office = await openOffice([course]);
    trainers = await office.browser(await office.account({ name: 'Tuti Pelatih', role: 'trainer' }));
    const { assessment } = office.administration;
    // The strong, who are right in all the others, choose r in the first question; the weak hit its key.
    for (let number = 0; number < 40; number += 1) {
      const isStrong = number % 2 === 0;
      await sit({ assessment, clock: { now: new Date() } }, `orang${number}`, course, 'ujian-akhir', ({ id }) => (id === 'soal-1' ? (isStrong ? 'r' : 'q') : isStrong ? 'q' : 'p'));
    }
    await countSittings(assessment);
  });
  after(() => office.close());

  it('lists quizzes with how many questions are to be looked at', async () => {
    const words = wordsIn((await trainers.get('/admin/analysis')).text);
    expect(words).to.include('Kuis modul 1 5 0 Tidak ada').and.include('Ujian akhir 3 40 1 soal');
    expect((await trainers.get('/admin/analysis?course=tidak-ada')).text).to.include('Belum ada kuis');
  });

  it('puts the doubtful key first, on the map and in words, with how sure each unit is', async () => {
    const { text } = await trainers.get('/admin/analysis/contoh/ujian-akhir');
    const words = wordsIn(text);
    expect(words).to.match(/1\. Soal soal-1: apa yang Anda lakukan\? soal-1 40 50% -1,00 Periksa kunci, Pengecoh menyaingi kunci/);
    expect(text).to.match(/<svg class="plot"[^>]*role="img"/).and.include('class="plot-bad"');
    expect(words).to.include('Kompetensi PSM.D.01 PSM.D.01 70 40 0%');
    expect(text).to.not.match(/NaN|undefined/);
  });

  it('tells of a question what to check, who chose what, and how long it took', async () => {
    const words = wordsIn((await trainers.get('/admin/analysis/contoh/ujian-akhir/soal-1')).text);
    expect(words).to.include('Pilihan yang benar lebih sering dipilih peserta yang lemah: periksa kuncinya.');
    expect(words).to.include('Pilihan C lebih disukai peserta yang kuat');
    expect(words).to.match(/B Pilihan dua Kunci 20 kali, 50% -1,00/).and.match(/C Pilihan tiga 20 kali, 50% 1,00/);
    expect(words).to.include('Rata-rata 0 detik.');
  });

  it('speaks English where the page does, and knows what does not exist', async () => {
    await trainers.get('/admin/analysis?lang=en');
    expect(wordsIn((await trainers.get('/admin/analysis/contoh/ujian-akhir/soal-1')).text)).to.include('The right option is chosen more by weak learners: check the key.');
    await trainers.get('/admin/analysis?lang=id');
    for (const path of ['contoh/tidak-ada', 'tidak-ada/ujian-akhir', 'contoh/ujian-akhir/soal-9', 'contoh/kuis-1/soal-1']) {
      expect((await trainers.get(`/admin/analysis/${path}`)).status, path).to.equal(404);
    }
  });
});
