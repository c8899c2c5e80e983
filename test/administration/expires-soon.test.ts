import { expect } from 'chai';
import { certificateFilter } from '../../server/administration/certificate-forms.ts';
import { clausesOf } from '../../server/certification/certificate-filter.ts';
import { issueTo } from '../certification/issued.ts';
import { openSite, wordsOf, type Site } from '../certification/site.ts';
import { AT_THE_BEGINNING } from '../../server/certification/certificate-filter.ts';

describe('Certificates that expire soon', function () {
  this.timeout(60_000);
  let site: Site;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  it('are a list for administrators, from three months before the end to the last day, and a note for the holder', async () => {
    const { holder, certificate } = await issueTo(site, 'Siti Rahmawati');
    const viewer = { id: 'x', userName: 'x', name: 'x', role: 'administrator', regionCode: undefined, village: undefined, scope: [] } as const;
    const seenOn = async (today: string) => {
      site.clock.now = new Date(`${today}T02:00:00Z`);
      const filter = certificateFilter(viewer, { state: 'soon' } as Parameters<typeof certificateFilter>[1], today);
      const listed = await site.certification.certificates.selectPage(filter, AT_THE_BEGINNING, 10);
      const noted = wordsOf(await site.browser(holder).get('/certificates')).includes('Masa berlakunya segera habis: 24 November 2031');
      return [listed.map(({ serial }) => serial).join(), noted];
    };
    expect(await seenOn('2031-08-23')).to.deep.equal(['', false]);
    expect(await seenOn('2031-08-24')).to.deep.equal([certificate.serial, true]);
    expect(await seenOn('2031-11-24')).to.deep.equal([certificate.serial, true]);
    expect(await seenOn('2031-11-25')).to.deep.equal(['', false]);
    expect(clausesOf({ state: 'valid' }, '2031-01-01'), 'other lists are not confined').to.deep.equal([{ state: 'valid', expiresOn: { $gte: '2031-01-01' } }]);
  });
});
