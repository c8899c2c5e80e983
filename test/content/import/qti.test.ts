import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { FIXTURES, notesOf, PNG, question, readImport, zipFixture, zipOf } from './read.ts';

describe('import of QTI packages', () => {
  it('reads 2.1: choices, text entry, pictures, both templates, and tells the rest', async () => {
    const read = await readImport(await zipFixture('qti21', { 'media/tangan kotor.png': PNG }), 'paket.zip');
    expect(question(read, 'satu')).to.deep.include({ type: 'single', points: 2 });
    expect(question(read, 'satu')['options']).to.deep.equal([
      { id: 'a', text: 'Sesudah makan', feedback: 'Terlambat.' }, { id: 'b', text: 'Sebelum makan', correct: true, feedback: 'Benar.' },
    ]);
    expect(String(question(read, 'satu')['text'])).to.include(`![Tangan kotor](${read.media[0]?.path})`);
    expect(read.media[0]?.bytes.equals(PNG)).to.equal(true);
    expect(question(read, 'banyak')).to.deep.include({ type: 'multiple', scoring: 'net-correct', shuffle_options: false });
    expect(question(read, 'isian')).to.deep.include({ type: 'short-text', answers: ['Bandung', 'Kota Bandung'], text: 'Ibu kota Jawa Barat adalah _____.' });
    expect(notesOf(read, 'error')).to.include.members([
      'type-not-taken items/titik.xml:2', 'item-unreadable items/rusak.xml:1', 'package-file-missing items/hilang.xml:1', 'type-not-taken imsmanifest.xml:14',
    ]);
    expect(notesOf(read, 'warning')).to.include.members(['package-part imsmanifest.xml:5', 'partial-credit-lost items/isian.xml:2', 'feedback-lost items/satu.xml:2']);
    expect(notesOf(read, 'error')).to.have.length(read.found - read.taken);
  });

  it('reads 2.2: written-out match_correct, tolerances, another script', async () => {
    const read = await readImport(await zipFixture('qti22'), 'paket.zip');
    expect(question(read, 'angka')).to.deep.include({ type: 'numeric', answer: 90, tolerance: 5 });
    const all = question(read, 'semua');
    expect(all).to.deep.include({ type: 'multiple', text: 'ما هي الأسماك؟ 🐟' }).and.not.to.have.property('scoring');
    expect(notesOf(read, 'warning').filter((note) => note.startsWith('custom-processing'))).to.deep.equal([]);
  });

  it('tells the templates apart: match_correct wants exactly the right ones, map_response adds up', async () => {
    const item = readFileSync(join(FIXTURES, 'qti21/items/banyak.xml'), 'utf8');
    const exact = await readImport(item.replace('rptemplates/map_response', 'rptemplates/match_correct'), 'a.xml');
    expect(exact.questions[0]).not.to.have.property('scoring');
    const uneven = await readImport(item.replace('mapKey="B" mappedValue="1"', 'mapKey="B" mappedValue="0.5"'), 'a.xml');
    expect(notesOf(uneven, 'warning')).to.include('weights-changed a.xml:2');
  });

  it('reads one item by itself', async () => {
    const read = await readImport(readFileSync(join(FIXTURES, 'qti22/semua.xml')), 'semua.xml');
    expect(read.questions).to.have.length(1);
  });

  it('lets no picture lead out of the package', async () => {
    const item = readFileSync(join(FIXTURES, 'qti21/items/satu.xml'), 'utf8').replace('../media/tangan%20kotor.png', '../../../../etc/passwd');
    const manifest = '<manifest><resources><resource type="imsqti_item_xmlv2p1" href="items/a.xml"/></resources></manifest>';
    const read = await readImport(await zipOf({ 'imsmanifest.xml': manifest, 'items/a.xml': item }), 'paket.zip');
    expect(notesOf(read, 'warning')).to.include('picture-missing items/a.xml:2');
    expect(read.media).to.deep.equal([]);
  });
});
