import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { edit, readChanged, shown, type Changes } from './course-tree.ts';

const FILE = 'certificate-template.yaml';
const LOOK = readFileSync(join(import.meta.dirname, '../../views/certificates/modern/template.yaml'), 'utf8');
/** So that the course's own look is used. */
const OWN: Changes = { 'certificate.yaml': edit(/template: klasik\n/, '') };
/** A picture of one dot. */
const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

describe('a course with a certificate of its own', () => {
  const read = (look: string, more: Changes = {}) => readChanged({ ...OWN, [FILE]: look, ...more });

  it('keeps its look, and another version where the look is another', async () => {
    const { course, problems } = await read(LOOK);
    expect(problems.map(shown)).to.deep.equal([]);
    expect(course?.certificate.layout?.layout).to.have.property('title', 'Modern');
    const other = await read(LOOK.replace('#0b4a49', '#0b4a4a'));
    expect(other.course?.version).to.not.equal(course?.version);
  });

  const cases: readonly { title: string; from: string; to: string; code: string; says: string }[] = [
    { title: 'a misspelt key', from: 'smallest: 24', to: 'smalest: 24', code: 'unknown-key', says: 'Maksudnya "smallest"?' },
    { title: 'a kind that is not there', from: 'kind: rosette', to: 'kind: roset', code: 'wrong-value', says: 'rosette' },
    { title: 'a colour that is none', from: '"#966214"', to: '"#96621"', code: 'bad-colour', says: '#96621' },
    { title: 'a colour without a name', from: 'size: 36, smallest: 24, two_lines: { size: 26, pitch: 10 }, colour: tinta', to: 'size: 36, smallest: 24, two_lines: { size: 26, pitch: 10 }, colour: tita', code: 'unknown-colour', says: 'tinta' },
    { title: 'a placeholder that is not there', from: '{valid_until}', to: '{valid_untl}', code: 'unknown-placeholder', says: 'valid_until' },
    { title: 'texts that would cover each other', from: 'text: "{place}", x: 32, y: 137', to: 'text: "{place}", x: 32, y: 128', code: 'elements-overlap', says: '{holder}' },
    { title: 'what leaves the paper', from: 'kind: signatures, x: 30, y: 207, width: 170', to: 'kind: signatures, x: 30, y: 207, width: 180', code: 'off-the-page', says: '205 mm' },
  ];
  for (const { title, from, to, code, says } of cases) {
    it(`names the line of ${title}`, async () => {
      const { course, problems } = await read(edit(from, to)(LOOK));
      const [first] = problems.filter((problem) => problem.code === code);
      expect(problems.map(shown).join('\n')).to.include(`${FILE}:${lineOf(edit(from, to)(LOOK), to)}:`);
      expect(`${first?.message.id} ${first?.hint?.id}`).to.include(says);
      expect(course).to.equal(undefined);
    });
  }

  it('asks for what makes a certificate', async () => {
    const without = (part: string) => read(LOOK.split('\n').filter((line) => !line.includes(part)).join('\n'));
    for (const part of ['kind: qr', 'kind: signatures', 'kind: units', 'text: "{holder}"', '{verify_host}']) {
      const { problems } = await without(part);
      expect(problems.map(({ code }) => code), part).to.include('missing-element');
    }
  });

  it('takes its pictures along, and says which are missing or broken', async () => {
    const stamped = LOOK.replace('back:\n', '  - { kind: image, file: media/cap.png, x: 150, y: 10, width: 20, height: 9 }\n\nback:\n');
    const whole = await read(stamped, { 'media/cap.png': DOT });
    expect(whole.problems.map(shown)).to.deep.equal([]);
    expect(whole.course?.certificate.layout?.images).to.deep.equal({ 'media/cap.png': DOT.toString('base64') });
    const line = lineOf(stamped, 'media/cap.png');
    expect((await read(stamped)).problems.map(shown).join()).to.include(`${FILE}:${line}:`).and.include('missing-picture');
    const gif = await read(stamped.replace('cap.png', 'cap.gif'));
    expect(gif.problems.find(({ code }) => code === 'bad-image')?.hint?.id).to.include('PNG atau JPEG');
    expect((await read(stamped, { 'media/cap.png': DOT.subarray(0, 40) })).problems.map(({ code }) => code)).to.include('missing-picture');
  });

  it('says it when the look is not used', async () => {
    const { course, problems } = await readChanged({ [FILE]: LOOK });
    expect(problems.map(shown)).to.deep.equal([`${FILE}:1:1 warning unused-template`]);
    expect(course?.certificate.template).to.equal('klasik');
  });
});
