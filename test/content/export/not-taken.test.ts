import { expect } from 'chai';
import { questionTypes } from '../../../server/assessment/question-types/registry.ts';
import { exportCourse } from '../../../server/content/export/export-course.ts';
import { notesOf, readImport, zipOf } from '../import/read.ts';

const moodle = (type: string, more = ''): string =>
  `<question type="${type}"><name><text>${type}</text></name><questiontext format="html"><text>Kerjakan.</text></questiontext>${more}</question>`;
const qti = (interaction: string): string =>
  `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="i" adaptive="false" timeDependent="false"><responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"/><itemBody><${interaction} responseIdentifier="RESPONSE"/></itemBody></assessmentItem>`;

/** Hotspots, scenarios and files have no counterpart that keeps their meaning: they are named one by one, never dropped. */
describe('questions that cannot travel', () => {
  it('are listed by the export with their line, and the others are written', async () => {
    const exported = await exportCourse('courses/contoh-soal', 'moodle-xml', questionTypes);
    const lost = exported?.notes.filter(({ severity }) => severity === 'error') ?? [];
    expect(lost.map(({ code, message }) => `${code} ${/"(\w+)"/.exec(message.en)?.[1] ?? ''}`)).to.deep.equal(['type-not-exported hotspot', 'type-not-exported case', 'type-not-exported file']);
    for (const { file, line } of lost) expect([file, line > 1]).to.deep.equal(['01-semua-jenis/quiz.yaml', true]);
    expect(exported?.questions).to.equal(24 - lost.length);
    for (const id of ['cs-hotspot', 'cs-case', 'cs-file']) expect(exported?.text).to.not.include(id);
    const gift = await exportCourse('courses/contoh-soal', 'gift', questionTypes);
    expect(gift?.notes.filter(({ severity }) => severity === 'error').map(({ code }) => code)).to.deep.equal(['not-in-gift', 'not-in-gift', 'type-not-exported', 'type-not-exported', 'type-not-exported']);
    expect(gift?.questions).to.equal(19);
  });

  it('are listed by the import from Moodle, and files that an essay asks for', async () => {
    const read = await readImport(`<?xml version="1.0"?><quiz>\n${moodle('ddmarker')}\n${moodle('ddimageortext')}\n${moodle('essay', '<attachments>1</attachments>')}\n</quiz>`, 'x.xml');
    expect(notesOf(read, 'error')).to.deep.equal(['type-not-taken x.xml:2', 'type-not-taken x.xml:3']);
    expect(read.questions.map(({ type }) => type)).to.deep.equal(['essay']);
    expect(read.notes.map(({ message }) => message.en).join('\n')).to.include('attachments');
  });

  it('are listed by the import from QTI', async () => {
    const interactions = ['hotspotInteraction', 'selectPointInteraction', 'uploadInteraction'];
    const items = Object.fromEntries(interactions.map((name) => [`${name}.xml`, qti(name)]));
    const resources = interactions.map((name) => `<resource identifier="${name}" type="imsqti_item_xmlv2p1" href="${name}.xml"><file href="${name}.xml"/></resource>`).join('');
    const manifest = `<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><organizations/><resources>${resources}</resources></manifest>`;
    const read = await readImport(await zipOf({ 'imsmanifest.xml': manifest, ...items }), 'x.zip');
    expect(read.questions).to.deep.equal([]);
    expect(notesOf(read, 'error').map((note) => note.replace(/:\d+$/, '')).toSorted()).to.deep.equal(interactions.map((name) => `type-not-taken ${name}.xml`).toSorted());
  });
});
