import { expect } from 'chai';
import fc from 'fast-check';
import { phoneOf, isRounded } from '../../../server/administration/classes/roster/phone.ts';
import { regionsOf } from '../../../server/administration/classes/roster/typed-region.ts';
import { PROVINCES } from '../../../server/accounts/regions/regions.ts';

/** A mobile number as it stands behind the country code. */
const local = fc.stringMatching(/^8[1-9][0-9]{7,10}$/);
const prefix = fc.constantFrom('0', '62', '+62', '0062', '', '+62 0', '(0)');
const gap = fc.constantFrom('', '', '', ' ', '-', '.', '\u00a0', '\u2011', ' - ', '\u202d');
const around = fc.constantFrom('', ' ', "'", '\u202a', 'HP. ', 'WA: ', 'No. HP: ');

describe('a phone number', () => {
  it('is the same however it is written', () => {
    fc.assert(
      fc.property(local, prefix, fc.array(gap, { minLength: 12, maxLength: 12 }), around, (digits, before, gaps, label) => {
        const typed = label + before + Array.from(digits).map((digit, index) => digit + (gaps[index] ?? '')).join('');
        expect(phoneOf(typed), JSON.stringify(typed)).to.equal(`+62${digits}`);
      }),
    );
  });

  it('that is normal stays as it is', () => {
    fc.assert(fc.property(local, (digits) => void expect(phoneOf(`+62${digits}`)).to.equal(`+62${digits}`)));
  });

  it('is never made of what is none', () => {
    fc.assert(fc.property(fc.string(), (typed) => void expect(phoneOf(typed) ?? '+62812345678').to.match(/^\+628\d{8,11}$/)));
    for (const typed of ['', '-', '021-5551234', '3275012345678901', '8.12E+10', '8,12346E+11', '0812', '081234567890123456', 'tidak punya']) expect(phoneOf(typed), typed).to.equal(undefined);
  });

  it('that Excel shows as a large number counts as far as no digit is lost', () => {
    fc.assert(
      fc.property(local, fc.constantFrom('.', ','), (digits, point) => {
        const whole = `${digits[0]}${point}${digits.slice(1)}E+${digits.length - 1}`;
        expect(phoneOf(whole), whole).to.equal(`+62${digits}`);
        const rounded = `${digits[0]}${point}${digits.slice(1, 6)}E+${digits.length - 1}`;
        expect(phoneOf(rounded), rounded).to.equal(undefined);
        expect(isRounded(rounded)).to.equal(true);
      }),
    );
  });
});

describe('a region as people write it', () => {
  it('is known by its name, its code, and its code as Excel cuts it', () => {
    for (const { code, name } of PROVINCES.flatMap(({ regencies }) => regencies)) {
      for (const typed of [name, name.toUpperCase(), name.replace('Kabupaten ', 'KAB. '), code, code.replace('.', ''), code.replace('.', ','), code.replace(/0$/, '')]) {
        expect(regionsOf(typed), typed).to.deep.equal([code]);
      }
    }
  });

  it('is several where it may be several, and none where it is none', () => {
    expect(regionsOf('Bekasi')).to.deep.equal(['32.16', '32.75']);
    expect(regionsOf('Depok')).to.deep.equal(['32.76']);
    expect(regionsOf('Jakarta Timur')).to.deep.equal(['31.75']);
    for (const typed of ['', 'Kota', 'Jawa Barat', '99.99', 'x'.repeat(500)]) expect(regionsOf(typed), typed).to.deep.equal([]);
  });
});
