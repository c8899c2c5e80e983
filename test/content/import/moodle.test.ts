import { expect } from 'chai';
import { fixture, notesOf, PNG, question, readImport, type ReadImport } from './read.ts';

const quiz = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?><quiz>${inside}</quiz>`;
const text = (tag: string, content: string) => `<${tag} format="html"><text><![CDATA[${content}]]></text></${tag}>`;
const answer = (fraction: number, content: string) => `<answer fraction="${fraction}" format="html"><text><![CDATA[${content}]]></text></answer>`;
const trueFalse = (html: string) => quiz(`<question type="truefalse">${text('questiontext', html)}${answer(100, 'true')}${answer(0, 'false')}</question>`);
const converted = async (html: string) => (await readImport(trueFalse(html), 'x.xml')).questions[0]?.['text'];

describe('import of Moodle XML', () => {
  let read: ReadImport;
  before(async () => {
    read = await readImport(fixture('moodle.xml'), 'moodle.xml');
  });

  it('takes the common types with points, feedback, tolerance, units and order', () => {
    expect(question(read, 'mc-001')).to.deep.include({ type: 'single', points: 2, difficulty: 'hard' });
    expect(question(read, 'lauk')).to.deep.include({ type: 'multiple', scoring: 'net-correct', shuffle_options: false });
    expect(question(read, 'air-jernih')).to.deep.include({ type: 'true-false', answer: false, feedback_true: 'Kuman tidak terlihat.' });
    expect(question(read, 'ibu-kota')).to.deep.include({ answers: ['Bandung', 'Kota Ban*dung'], feedback_wrong: 'Lihat peta.' });
    expect(question(read, 'tinggi-pegangan')).to.deep.include({ answer: 90, tolerance: 5, unit: 'cm', feedback_wrong: 'Setinggi pinggang.', feedback: 'Tepat.' });
  });

  it('brings pictures along, by their content, and cleans SVGs', () => {
    const png = read.media.find(({ path }) => path.endsWith('.png'));
    expect(png?.bytes.equals(PNG)).to.equal(true);
    expect(png?.path).to.match(/^media\/cuci-tangan-[0-9a-f]{8}\.png$/);
    expect(String(question(read, 'mc-001')['text'])).to.include(`![Dua tangan di bawah keran](${png?.path})`);
    const svg = read.media.find(({ path }) => path.endsWith('.svg'))?.bytes.toString() ?? '';
    expect(svg).to.include('<rect').and.not.to.match(/script|onload|https:\/\/jahat/);
    expect(read.media).to.have.length(2);
    expect(notesOf(read, 'warning')).to.include.members(['alt-missing moodle.xml:8', 'svg-cleaned moodle.xml:8']);
  });

  it('tells every loss with the line of its question', () => {
    const told = notesOf(read, 'warning');
    expect(told).to.include.members([
      'feedback-lost moodle.xml:8', 'link-dropped moodle.xml:8', 'markup-dropped moodle.xml:8', 'look-lost moodle.xml:8', 'partial-credit-lost moodle.xml:8',
      'part-ignored moodle.xml:32', 'case-ignored moodle.xml:56', 'units-lost moodle.xml:65', 'html-in-markdown moodle.xml:65',
    ]);
    expect(notesOf(read, 'error')).to.include.members(['description moodle.xml:90', 'type-not-taken moodle.xml:100']);
    expect(notesOf(read, 'error')).to.have.length(read.found - read.taken);
  });

  it('turns HTML into Markdown that means the same', async () => {
    expect(await converted('<p>satu<br>dua</p><p>tiga</p>')).to.equal('satu\\\ndua\n\ntiga');
    expect(await converted('<ol start="3"><li>a<li>b</ol>')).to.equal('3. a\n4. b');
    expect(await converted('<h2>Judul</h2><blockquote><p>kutip</p></blockquote>')).to.equal('**Judul**\n\n> kutip');
    expect(await converted('<pre>a\n  b</pre> <code>x`y</code>')).to.equal('```\na\n  b\n```\n\n``x`y``');
    expect(await converted('H<sub>2</sub>O, 10<sup>-3</sup>, 5 &lt; 6 &amp; *')).to.equal('H₂O, 10⁻³, 5 < 6 & \\*');
    expect(await converted('<a href="https://a.id/?x=1&amp;y=2">situs</a> <a href="JaVaScript:x">jahat</a>')).to.equal('[situs](https://a.id/?x=1&y=2) jahat');
    expect(await converted('<table><tr><td>a</td><td>b|c</td></tr></table>')).to.equal('|  |  |\n| --- | --- |\n| a | b\\|c |');
    expect(await converted('1. bukan daftar<br># bukan judul<br>- bukan butir')).to.equal('1\\. bukan daftar\\\n\\# bukan judul\\\n\\- bukan butir');
    expect(await converted('<div><p>tidak ditutup <b>tebal')).to.equal('tidak ditutup **tebal**');
    expect(await converted('<!-- x --><style>b{}</style><p onclick="x()">ok</p><iframe src="https://x.id"></iframe>')).to.equal('ok');
  });

  it('takes pictures out of data addresses and links to those elsewhere', async () => {
    const inside = await readImport(trueFalse(`<p>A <img alt="titik" src="data:image/png;base64,${PNG.toString('base64')}"> B</p>`), 'x.xml');
    expect(inside.questions[0]?.['text']).to.match(/^A\n\n!\[titik\]\(media\/gambar-[0-9a-f]{8}\.png\)\n\nB$/);
    const outside = await readImport(trueFalse('<img alt="peta" src="https://a.id/peta.png">'), 'x.xml');
    expect(outside.questions[0]?.['text']).to.equal('[Gambar: peta](https://a.id/peta.png)');
    expect(notesOf(outside, 'warning')).to.include('external-picture x.xml:1');
    const missing = await readImport(trueFalse('<p>Lihat <img alt="" src="@@PLUGINFILE@@/hilang.png"></p>'), 'x.xml');
    expect(missing.questions[0]?.['text']).to.include('(Gambar: hilang.png)');
    const fake = await readImport(trueFalse(`<p>x <img alt="z" src="data:image/png;base64,${Buffer.from('bukan gambar').toString('base64')}"></p>`), 'x.xml');
    expect(notesOf(fake, 'warning')).to.include('picture-refused x.xml:1');
    expect(fake.media).to.deep.equal([]);
  });

  it('refuses what cannot be asked fairly, and says why', async () => {
    const single = (...answers: string[]) => quiz(`<question type="multichoice">${text('questiontext', 'x')}<single>true</single>${answers.join('')}</question>`);
    const codes = async (xml: string) => notesOf(await readImport(xml, 'x.xml'), 'error').map((note) => note.split(' ')[0]);
    expect(await codes(single(answer(50, 'a'), answer(0, 'b')))).to.deep.equal(['no-full-option']);
    expect(await codes(single(answer(100, 'a'), answer(100, 'b')))).to.deep.equal(['several-full-options']);
    expect(await codes(single(answer(100, 'a')))).to.deep.equal(['option-count']);
    expect(await codes(single(...Array.from({ length: 9 }, (_, index) => answer(index === 0 ? 100 : 0, `p${index}`))))).to.deep.equal(['option-count']);
    expect(await codes(single(answer(100, 'a'), answer(0, ' ')))).to.deep.equal(['empty-option']);
    expect(await codes(single(answer(100, 'sama'), answer(0, 'sama')))).to.deep.equal(['refused-by-checker']);
    expect(await codes(quiz(`<question type="shortanswer">${text('questiontext', 'x')}${answer(100, '*')}</question>`))).to.deep.equal(['everything-right']);
    expect(await codes(quiz(`<question type="numerical">${text('questiontext', 'x')}${answer(100, '1')}${answer(100, '5')}</question>`))).to.deep.equal(['several-full-answers']);
  });
});
