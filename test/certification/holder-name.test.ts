import { expect } from 'chai';
import fc from 'fast-check';
import { isSameName, maskName } from '../../server/certification/holder-name.ts';

describe('Comparing the name on paper with the record', () => {
  const RECORD = "Dra. Hj. Siti Nur'aini binti Abdurrahman, S.Sos., M.Si.";

  for (const typed of [
    RECORD,
    "siti nur'aini binti abdurrahman",
    'SITI NURAINI BINTI ABDURRAHMAN',
    'Siti Nur’aini  binti Abdurrahman M.Si.',
    'Hj. Siti Nuraini binti Abdurrahman, SSos',
    'Dra.Hj.Siti Nuraini binti Abdurrahman, M.Si., S. Sos.',
    'Abdurrahman binti Siti Nuraini',
    'Sìti Nurainí binti Abdurrahman',
  ]) {
    it(`takes "${typed}" for the same`, () => expect(isSameName(typed, RECORD)).to.equal(true));
  }

  for (const typed of ['Siti Nuraini', 'Siti', 'Siti Nuraini binti Abdurahman', 'Sitti Nuraini binti Abdurrahman', 'Hj., M.Si.', '', '.', 'a']) {
    it(`takes "${typed}" for another`, () => expect(isSameName(typed, RECORD)).to.equal(false));
  }

  it('holds one-word names, hyphens, other scripts and names that look like titles apart', () => {
    expect(isSameName('sukarno', 'Sukarno')).to.equal(true);
    expect(isSameName('Siti Aminah', 'Siti-Aminah')).to.equal(true);
    expect(isSameName('ꦱꦶꦠꦶ', 'ꦱꦶꦠꦶ')).to.equal(true);
    expect(isSameName('ꦱꦶꦠꦶ', 'ꦄꦩꦶ')).to.equal(false);
    expect(isSameName('M. Yusuf', 'M. Yunus')).to.equal(false);
    expect(isSameName('Hadi', 'Ir. Hadi')).to.equal(true);
    expect(isSameName('Haji', 'Hajjah')).to.equal(false);
  });

  it('takes every name for its own', () => {
    fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 120 }), (name) => {
      expect(isSameName(name, name)).to.equal(true);
    }));
  });
});

describe('Masking a name', () => {
  it('shows initials and nothing of the length', () => {
    expect(maskName('Siti Rahmawati')).to.equal('S••• R•••');
    expect(maskName("Dra. Hj. Siti Nur'aini, M.Si.")).to.equal('D••• H••• S••• N••• M•••');
    expect(maskName('Sukarno')).to.equal('S•••');
    expect(maskName('')).to.equal('');
  });
});
