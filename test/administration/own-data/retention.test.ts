import { expect } from 'chai';
import { RETENTION_DAYS, sweepAll } from '../../../server/accounts/personal/personal-data.ts';
import { sweepsOf } from '../../../server/administration/own-data/sweeps.ts';
import { mistakeReportModel } from '../../../server/learning/mistake-report-model.ts';
import { openOffice, type Office } from '../office.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('the periods of the data protection notice', () => {
  let office: Office;
  before(async () => {
    office = await openOffice([]);
  });
  after(() => office.close());

  it('stand on the page', async () => {
    const { text } = await office.stranger().get('/privacy');
    expect(text).to.include(`${RETENTION_DAYS.sessions} hari sesudah terakhir dipakai`).and.to.include(`${RETENTION_DAYS.rosters} hari sesudah diunggah`).and.to.include('5 tahun');
  });

  it('are those by which the server erases', async () => {
    const { administration, connection } = office;
    const { assessment, auditLog } = administration;
    const report = await assessment.reports.create({ course: 'contoh', lesson: undefined, question: undefined, text: 'Salah.', learner: undefined });
    const open = await assessment.reports.create({ course: 'contoh', lesson: undefined, question: undefined, text: 'Juga.', learner: undefined });
    await assessment.reports.setState(report, 'answered', 'Sudah.', 'rina');
    await auditLog.append({ action: 'sign-in', actor: 'rina', network: '', device: 'server' }, new Date());
    const left = async () => ({
      reports: await mistakeReportModel(connection).find({ _id: { $in: [report, open] } }).lean().then((found) => found.map(({ _id }) => _id)),
      audit: (await auditLog.selectFirst()) ? 1 : 0,
    });
    const after = async (days: number) => {
      await sweepAll(sweepsOf(administration), new Date(Date.now() + days * DAY_MS));
      return left();
    };
    expect(await after(RETENTION_DAYS.reports - 1)).to.deep.equal({ reports: [report, open], audit: 1 });
    expect(await after(RETENTION_DAYS.reports + 1)).to.deep.equal({ reports: [open], audit: 1 });
    expect(await after(RETENTION_DAYS.audit - 1)).to.have.property('audit', 1);
    expect(await after(RETENTION_DAYS.audit + 2)).to.have.property('audit', 0);
  });
});
