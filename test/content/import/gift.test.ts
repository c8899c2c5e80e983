import { expect } from 'chai';
import { fixture, notesOf, question, readImport, type ReadImport } from './read.ts';

const one = async (gift: string) => (await readImport(gift, 'x.gift')).questions[0];

describe('import of GIFT', () => {
  let read: ReadImport;
  before(async () => {
    read = await readImport(fixture('semua.gift'), 'semua.gift');
  });

  it('loses no question: each is taken or told with its line', () => {
    const lost = notesOf(read, 'error');
    expect(lost.length).to.equal(read.found - read.taken);
    expect(lost).to.include.members(['description semua.gift:56', 'bad-syntax semua.gift:73', 'bad-syntax semua.gift:75', 'bad-syntax semua.gift:79']);
    expect(question(read, 'soal-357c639c')).to.include({ type: 'true-false', text: 'Soal terakhir tetap terbaca?', answer: true });
  });

  it('keeps names, ids, tags of ours, categories and feedback', () => {
    expect(question(read, 'gift-cuci-tangan')).to.deep.include({
      type: 'single', difficulty: 'easy', text: 'Kapan tangan \\*wajib\\* dicuci : sebelum atau sesudah makan?',
    });
    expect(read.yaml).to.include('# Kategori: $course$/top/Kesehatan/Dasar').and.to.include('# Nama: Cuci tangan');
    expect(notesOf(read, 'warning')).to.include.members(['tag-ignored semua.gift:6', 'partial-credit-lost semua.gift:6', 'category-as-comment semua.gift:6']);
    expect(question(read, 'air-jernih')).to.deep.include({ answer: false, feedback_true: 'Kuman tidak terlihat.', feedback_false: 'Benar, masaklah dahulu.' });
  });

  it('takes equal weights as net-correct and tells others', async () => {
    const equal = await readImport('Lauk?{~%50%Tempe ~%50%Telur ~%-50%Bayam}', 'x.gift');
    expect(equal.questions[0]).to.deep.include({ type: 'multiple', scoring: 'net-correct' });
    expect(notesOf(equal, 'warning')).not.to.include('weights-changed x.gift:1');
    const other = await readImport('Lauk?{~%60%Tempe ~%40%Telur ~%-100%Bayam}', 'x.gift');
    expect(notesOf(other, 'warning')).to.include('weights-changed x.gift:1');
  });

  it('reads numbers: tolerance, ranges, feedback for others', async () => {
    expect(await one('Usia?{#18:2 ~#Salah.}')).to.deep.include({ type: 'numeric', answer: 18, tolerance: 2, feedback_wrong: 'Salah.' });
    expect(await one('Pi?{#3.141..3.142}')).to.deep.include({ answer: 3.1415, tolerance: 0.0005 });
    expect(await one('Tahun?{#=1945:0 #Tepat. =%50%1945:2 #Hampir.}')).to.deep.include({ answer: 1945, feedback: 'Tepat.' });
    expect(await one('Negatif?{#-2.5:0.5}')).to.deep.include({ answer: -2.5, tolerance: 0.5 });
  });

  it('reads missing words, wildcards, formats, escapes and every script', async () => {
    expect(await one('Wadah harus {=tertutup} dan bersih.')).to.deep.include({ type: 'short-text', text: 'Wadah harus _____ dan bersih.' });
    const wild = await readImport('Kota?{=Band* =Bandung =Kota\\*}', 'x.gift');
    expect(wild.questions[0]).to.deep.include({ answers: ['Bandung', 'Kota*'] });
    expect(notesOf(wild, 'warning').filter((note) => note.startsWith('wildcard-left-out'))).to.have.length(1);
    expect(await one('Bintang?{=a\\\\*b}'), 'an asterisk is written \\* behind GIFT’s own backslash').to.deep.include({ answers: ['a*b'] });
    expect(await one('[html]<b>a</b>{=[html]<i>x</i> ~[plain]1*2}')).to.deep.include({ text: '**a**' });
    expect((await one('a\\:b\\=c\\{d\\}\\~\\#\\\\ e{T}'))?.['text']).to.equal('a:b=c{d}~#\\\\ e');
    expect(await one('::اسم::ما العاصمة؟ 🌏{=جاكرتا ~ꦗꦺꦴꦒꦗ}')).to.deep.include({ text: 'ما العاصمة؟ 🌏' });
  });

  it('tells each line that cannot be read, and reads on', async () => {
    const broken = await readImport('A {=a\n\n{=b} dua {=c}\n\nC }{\n\nD {#tiga}\n\nE {~a ~b}\n\nF {=a =b ~c}\n\nG{=->}\n\nH {T}', 'x.gift');
    expect(notesOf(broken, 'error')).to.include.members([
      'bad-syntax x.gift:1', 'bad-syntax x.gift:3', 'bad-syntax x.gift:5', 'not-a-number x.gift:7', 'no-full-option x.gift:9', 'several-full-options x.gift:11',
    ]);
    expect(broken.questions.map(({ text }) => text)).to.deep.equal(['H']);
    for (const { message, severity } of broken.notes) if (severity === 'error') expect(message.id).not.to.equal(message.en);
  });
});
