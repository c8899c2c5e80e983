import { expect } from 'chai';
import fc from 'fast-check';
import { drawSerial, parseSerial } from '../../server/certification/serial.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const prefix = fc.stringMatching(/^[A-Z]{2,5}$/);
const serial = prefix.map((letters) => drawSerial(letters, '2026'));
/** What Crockford's alphabet takes for the same, in a prefix too. */
const alike = (one: string, other: string) => parseSerialKey(one) === parseSerialKey(other);
const parseSerialKey = (text: string) => text.replace(/-/g, '').replace(/O/g, '0').replace(/[IL]/g, '1').replace(/U/g, 'V');

describe('The serial of a certificate', () => {
  it('looks like PSM-2026-7F3K-9Q2M-4T', () => {
    expect(drawSerial('PSM', '2026').text).to.match(/^PSM-2026-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
    expect(parseSerial('PSM-2026-7F3K-9Q2M-4T').wellFormed, 'the number in all guides').to.equal(true);
  });

  it('is drawn anew each time', () => {
    const drawn = Array.from({ length: 500 }, () => drawSerial('PSM', '2026').text);
    expect(new Set(drawn).size).to.equal(500);
  });

  it('is read as people type it', () => {
    fc.assert(
      fc.property(serial, fc.boolean(), fc.constantFrom('', '-', ' ', ' - ', '–', '.', '\u2011'), ({ text, key }, small, separator) => {
        const typed = text.split('-').join(separator);
        const confused = typed.replace(/0/g, 'O').replace(/1/g, 'l');
        for (const variant of [typed, confused, `  ${typed} `, `https://bimtek.example/v/${text}?k=ABC`]) {
          expect(parseSerial(small ? variant.toLowerCase() : variant)).to.include({ wellFormed: true, key });
        }
      }),
      { numRuns: 300 },
    );
    expect(parseSerial('psm 2o26 7f3k 9q2m 4t')).to.deep.equal({ wellFormed: true, key: 'PSM20267F3K9Q2M4T', text: 'PSM-2026-7F3K-9Q2M-4T' });
  });

  it('tells every single wrong character', () => {
    fc.assert(
      fc.property(serial, ({ text }) => {
        for (let at = 0; at < text.length; at += 1) {
          if (text[at] === '-') continue;
          for (const wrong of `${CROCKFORD}ILOU`) {
            const typed = text.slice(0, at) + wrong + text.slice(at + 1);
            if (!alike(typed, text)) expect(parseSerial(typed).wellFormed, typed).to.equal(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('tells every swap of two characters, neighbours or not', () => {
    fc.assert(
      fc.property(serial, ({ key }) => {
        for (let one = 0; one < key.length; one += 1) {
          for (let other = one + 1; other < key.length; other += 1) {
            const letters = key.split('');
            [letters[one], letters[other]] = [key.charAt(other), key.charAt(one)];
            const typed = letters.join('');
            if (typed !== key) expect(parseSerial(typed).wellFormed, typed).to.equal(false);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes whatever else is typed for mistyped', () => {
    fc.assert(fc.property(fc.string({ maxLength: 200 }), (typed) => {
      expect(parseSerial(typed).wellFormed).to.be.a('boolean');
    }));
    for (const typed of ['', '-', 'PSM', 'PSM-2026', 'PSM-2026-7F3K-9Q2M-4', 'PSM-2026-7F3K-9Q2M-4TT', '../../etc/passwd', 'PSM-2026-7F3K-9Q2M-4T<b>']) {
      expect(parseSerial(typed).wellFormed, typed).to.equal(false);
    }
  });
});
