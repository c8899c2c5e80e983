import { expect } from 'chai';
import type { AccountRecord } from '../../server/accounts/account-model.ts';
import { confirmRegion } from '../../server/administration/confirm-region.ts';
import { course as courseWith } from '../assessment/course-factory.ts';
import { openOffice, type Browser, type Office } from './office.ts';

describe('administration: a certificate that is issued in the moment in which its holder moves', function () {
  this.timeout(30_000);
  const course = courseWith({ id: 'contoh' });
  let office: Office;
  let siti: AccountRecord;
  let [kota, kabupaten]: Browser[] = [];

  beforeEach(async () => {
    office = await openOffice([course]);
    siti = await office.account({ name: 'Siti Rahmawati', role: 'learner', regionCode: '32.75' });
    kota = await office.browser(await office.account({ name: 'Admin Kota', role: 'administrator', scope: ['32.75'] }));
    kabupaten = await office.browser(await office.account({ name: 'Admin Kabupaten', role: 'administrator', scope: ['32.16'] }));
  });
  afterEach(() => office.close());

  const moveTo = (regionCode: string) => confirmRegion(office.administration, siti, { regionCode, how: 'administrator', by: 'rina' });

  /** Between reading the account and writing the certificate. */
  function beforeInsert(move: () => Promise<unknown>): void {
    const { certificates } = office.administration.certification;
    const { insert } = certificates;
    certificates.insert = async (certificate) => {
      certificates.insert = insert;
      await move();
      return insert(certificate);
    };
  }
  const seenBy = async (browser: Browser | undefined, serial: string): Promise<boolean> => (await browser?.get('/admin/certificates'))?.text.includes(serial) ?? false;

  it('lies in the new region', async () => {
    beforeInsert(() => moveTo('32.16'));
    const serial = await office.certify(siti, course);
    expect([await seenBy(kota, serial), await seenBy(kabupaten, serial)]).to.deep.equal([false, true]);
    expect((await kota?.get(`/admin/certificates/${serial}`))?.status).to.equal(404);
  });

  it('lies in the last region, however often that changes meanwhile', async () => {
    beforeInsert(() => moveTo('32.16'));
    const { certificates } = office.administration.certification;
    const { moveTo: place } = certificates;
    let moves = 0;
    certificates.moveTo = async (learner, to) => {
      moves += 1;
      // The first two are those of the move above; the third is the issuing's own, which comes late.
      if (moves === 3) await moveTo('32.75');
      await place(learner, to);
    };
    const serial = await office.certify(siti, course);
    expect([await seenBy(kota, serial), await seenBy(kabupaten, serial)]).to.deep.equal([true, false]);
  });

  it('lies there too when the process died before it could look', async () => {
    const { accounts } = office.administration.accounts;
    const { selectOptionalById } = accounts;
    beforeInsert(async () => {
      await moveTo('32.16');
      accounts.selectOptionalById = () => Promise.reject(new Error('killed'));
    });
    expect(await office.certify(siti, course).catch(String)).to.equal('Error: killed');
    accounts.selectOptionalById = selectOptionalById;
    const [held] = await office.administration.certification.certificates.selectOfLearner(siti._id);
    await office.certify(siti, course).catch(() => undefined);
    expect([await seenBy(kota, held?.serial ?? 'x'), await seenBy(kabupaten, held?.serial ?? 'x')]).to.deep.equal([false, true]);
  });
});
