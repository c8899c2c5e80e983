import { expect } from 'chai';
import { notesOf, question, readImport, zipOf } from './read.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200"><path d="M0 0h9v9z"/></svg>';
const CHOICES = [
  '<hotspotChoice identifier="A" shape="rect" coords="40,20,120,60" hotspotLabel="Kompor"/>',
  '<hotspotChoice identifier="B" shape="circle" coords="200,100,50" hotspotLabel="Tirai"/>',
  '<hotspotChoice identifier="C" shape="poly" coords="300,20,380,20,340,100" hotspotLabel="Pintu"/>',
].join('');

const item = (inside: string, declaration: string, after = '') =>
  `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="tempat" title="Tempat" adaptive="false" timeDependent="false">${declaration}<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/><itemBody><p>Ada di dapur.</p>${inside}</itemBody>${after}</assessmentItem>`;
const keyed = (key: string, cardinality = 'single') =>
  `<responseDeclaration identifier="RESPONSE" cardinality="${cardinality}" baseType="identifier"><correctResponse>${key.split(' ').map((one) => `<value>${one}</value>`).join('')}</correctResponse></responseDeclaration>`;
const spots = (choices = CHOICES, size = '') =>
  `<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Mana yang mudah terbakar?</prompt><object type="image/svg+xml" data="media/dapur%20kita.svg"${size}>Denah dapur</object>${choices}</hotspotInteraction>`;
const MATCH = '<responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>';

async function packed(xml: string, files: Readonly<Record<string, string>> = { 'media/dapur kita.svg': SVG }) {
  const manifest = '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><organizations/><resources><resource identifier="a" type="imsqti_item_xmlv2p1" href="a.xml"><file href="a.xml"/></resource></resources></manifest>';
  return readImport(await zipOf({ 'imsmanifest.xml': manifest, 'a.xml': xml, ...files }), 'paket.zip');
}

describe('import of places on pictures and of tasks that ask for files', () => {
  it('takes a hotspot of QTI with its picture, names, areas, key and feedback', async () => {
    const read = await packed(item(spots(), keyed('B'), `${MATCH}<modalFeedback outcomeIdentifier="FEEDBACK" identifier="A" showHide="show">Jauh dari tirai.</modalFeedback>`));
    expect(notesOf(read, 'error')).to.deep.equal([]);
    expect(read.questions[0]).to.deep.equal({
      id: 'tempat', type: 'hotspot', competency: 'X.1', text: 'Ada di dapur.\n\nMana yang mudah terbakar?',
      picture: `![Denah dapur](${read.media[0]?.path})`,
      regions: [
        { id: 'a', label: 'Kompor', area: [10, 10, 20, 20], feedback: 'Jauh dari tirai.' },
        { id: 'b', label: 'Tirai', area: [37.5, 25, 25, 50], shape: 'oval', correct: true },
        { id: 'c', label: 'Pintu', area: [75, 10, 20, 40] },
      ],
    });
    expect(notesOf(read, 'warning')).to.include('regions-boxed a.xml:1').and.not.to.include('feedback-lost a.xml:1');
  });

  it('counts pixels by the size that the item shows the picture with', async () => {
    const read = await packed(item(spots(CHOICES, ' width="800" height="400"'), keyed('A'), MATCH));
    expect((question(read, 'tempat')['regions'] as { area: number[] }[])[0]?.area).to.deep.equal([5, 5, 10, 10]);
  });

  it('numbers regions without a name and tells it', async () => {
    const read = await packed(item(spots(CHOICES.replaceAll(/ hotspotLabel="\w+"/g, '')), keyed('A'), MATCH));
    expect((question(read, 'tempat')['regions'] as { label: string }[]).map(({ label }) => label)).to.deep.equal(['Daerah 1', 'Daerah 2', 'Daerah 3']);
    expect(notesOf(read, 'warning')).to.include('regions-unnamed a.xml:1');
  });

  for (const [what, code, xml, files] of [
    ['several places at once', 'several-places', item(spots(), keyed('A B', 'multiple'), MATCH), undefined],
    ['a picture that is not there', 'hotspot-without-picture', item(spots(), keyed('A'), MATCH), {}],
    ['a region that cannot be read', 'region-unreadable', item(spots(CHOICES.replace('40,20,120,60', '40,20')), keyed('A'), MATCH), undefined],
    ['a single region', 'region-count', item(spots(CHOICES.slice(0, CHOICES.indexOf('<hotspotChoice', 9))), keyed('A'), MATCH), undefined],
    ['a region outside of the picture', 'region-unreadable', item(spots(CHOICES.replace('40,20,120,60', '500,300,600,400')), keyed('A'), MATCH), undefined],
  ] as const) {
    it(`does not take ${what}, and says why`, async () => {
      const read = await packed(xml, files ?? undefined);
      expect(read.questions).to.deep.equal([]);
      expect(notesOf(read, 'error')).to.deep.equal([`${code} a.xml:1`]);
      expect(read.notes.find((note) => note.code === code)?.hint?.id ?? '').to.not.equal('');
    });
  }

  const FILE = '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="file"/>';
  const upload = (type: string) => item(`<uploadInteraction responseIdentifier="RESPONSE"${type}><prompt>Foto catatan Anda.</prompt></uploadInteraction><rubricBlock view="scorer"><p>Tulisan terbaca.</p></rubricBlock>`, FILE);
  it('takes an upload of QTI as a file task, with what markers are told', async () => {
    const read = await packed(upload(' type="image/jpeg"'));
    expect(read.questions[0]).to.deep.include({ type: 'file', accept: ['photo'], most: 1, rubric: [{ id: 'isi', title: 'Tulisan terbaca.', points: 1 }], text: 'Ada di dapur.\n\nFoto catatan Anda.' });
    expect(notesOf(read, 'error')).to.deep.equal([]);
    expect((await packed(upload(''))).questions[0]).to.deep.include({ type: 'file' }).and.not.to.have.property('accept');
    expect(notesOf(await packed(upload(' type="audio/mpeg"')), 'error')).to.deep.equal(['no-file-kind a.xml:1']);
  });

  const essay = (more: string) => readImport(`<?xml version="1.0"?><quiz><question type="essay"><name><text>tugas</text></name><questiontext format="html"><text>Kirim foto.</text></questiontext>${more}</question></quiz>`, 'x.xml');
  it('takes an essay of Moodle that asks for files as a file task', async () => {
    const files = await essay('<responseformat>noinline</responseformat><attachments>-1</attachments><attachmentsrequired>1</attachmentsrequired><filetypeslist>.jpg,.docx</filetypeslist>');
    expect(files.questions[0]).to.deep.include({ type: 'file', accept: ['photo'], most: 5 });
    expect(notesOf(files, 'warning')).to.include.members(['files-most x.xml:1', 'file-kinds x.xml:1']).and.not.include('text-beside-files x.xml:1');
    const both = await essay('<responseformat>editor</responseformat><attachments>2</attachments><attachmentsrequired>1</attachmentsrequired><filetypeslist>image,document</filetypeslist>');
    expect(both.questions[0]).to.deep.include({ type: 'file', most: 2 });
    expect(notesOf(both, 'warning')).to.include('text-beside-files x.xml:1');
    expect((await essay('<attachments>2</attachments><attachmentsrequired>0</attachmentsrequired>')).questions[0]).to.deep.include({ type: 'essay' });
    expect(notesOf(await essay('<responseformat>noinline</responseformat><attachments>1</attachments><filetypeslist>.mp3</filetypeslist>'), 'error')).to.deep.equal(['no-file-kind x.xml:1']);
  });
});
