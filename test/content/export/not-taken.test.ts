import { expect } from 'chai';
import { questionTypes } from '../../../server/assessment/question-types/registry.ts';
import { exportCourse } from '../../../server/content/export/export-course.ts';
import { notesOf, readImport, zipOf } from '../import/read.ts';

const moodle = (type: string, more = ''): string =>
  `<question type="${type}"><name><text>${type}</text></name><questiontext format="html"><text>Kerjakan.</text></questiontext>${more}</question>`;
const qti = (interaction: string): string =>
  `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="i" adaptive="false" timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"/><itemBody><${interaction} responseIdentifier="RESPONSE"/></itemBody></assessmentItem>`;

/** What has no counterpart that keeps its meaning is named one by one with the reason, never dropped. */
describe('questions that cannot travel', () => {
  it('are listed by the export with their line and reason, and the others are written', async () => {
    const exported = await exportCourse('courses/contoh-soal', 'moodle-xml', questionTypes);
    const lost = exported?.notes.filter(({ severity }) => severity === 'error') ?? [];
    expect(lost.map(({ code, message }) => `${code} ${/"(\w+)"/.exec(message.en)?.[1] ?? ''}`)).to.deep.equal(['type-not-exported case']);
    expect(lost[0]?.message.id).to.include('Cerita bercabang');
    for (const { file, line } of lost) expect([file, line > 1]).to.deep.equal(['01-semua-jenis/quiz.yaml', true]);
    expect(exported?.questions).to.equal(24 - lost.length);
    expect(exported?.text).to.include('cs-hotspot').and.to.include('cs-file').and.not.to.include('cs-case');
    const gift = await exportCourse('courses/contoh-soal', 'gift', questionTypes);
    expect(gift?.notes.filter(({ severity }) => severity === 'error').map(({ code }) => code)).to.deep.equal(['not-in-gift', 'not-in-gift', 'not-in-gift', 'type-not-exported', 'not-in-gift']);
    expect(gift?.questions).to.equal(19);
  });

  it('are listed by the import from Moodle', async () => {
    const read = await readImport(`<?xml version="1.0"?><quiz>\n${moodle('ddmarker')}\n${moodle('ddimageortext')}\n${moodle('essay', '<attachments>1</attachments>')}\n</quiz>`, 'x.xml');
    expect(notesOf(read, 'error')).to.deep.equal(['type-not-taken x.xml:2', 'type-not-taken x.xml:3']);
    const told = read.notes.map(({ message }) => message.en).join('\n');
    expect(told).to.include('at least two named regions').and.to.include('asks for one place');
    // Files that may be added to a text are no task that asks for files.
    expect(read.questions.map(({ type }) => type)).to.deep.equal(['essay']);
    expect(told).to.include('attachments');
  });

  it('are listed by the import from QTI', async () => {
    const interactions = ['selectPointInteraction', 'graphicOrderInteraction', 'drawingInteraction'];
    const items = Object.fromEntries(interactions.map((name) => [`${name}.xml`, qti(name)]));
    const resources = interactions.map((name) => `<resource identifier="${name}" type="imsqti_item_xmlv2p1" href="${name}.xml"><file href="${name}.xml"/></resource>`).join('');
    const manifest = `<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><organizations/><resources>${resources}</resources></manifest>`;
    const read = await readImport(await zipOf({ 'imsmanifest.xml': manifest, ...items }), 'x.zip');
    expect(read.questions).to.deep.equal([]);
    expect(notesOf(read, 'error').map((note) => note.replace(/:\d+$/, '')).toSorted()).to.deep.equal(interactions.map((name) => `type-not-taken ${name}.xml`).toSorted());
  });
});
