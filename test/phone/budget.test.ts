import { expect } from 'chai';
import { startTestService, type TestService } from '../fixtures/service.ts';
import { measureAssets, measureCourse, measurePages, Measuring, overBudget } from './measure.ts';

/** `npm run budget` prints the same figures. */
describe('the budget of bytes', function () {
  this.timeout(60_000);
  let site: TestService;
  before(async () => {
    site = await startTestService();
  });
  after(() => site?.close());

  it('holds for the first view of each kind of page', async () => {
    const measured = await measurePages(site.origin);
    expect(measured.length).to.be.above(60);
    expect(overBudget(measured)).to.deep.equal([]);
  });

  it('holds for every lesson, and for what a phone keeps of a course and of each module', async () => {
    const measured = await measureCourse(new Measuring(site.origin), 'psm-dasar');
    expect(measured.length).to.be.above(30);
    expect(overBudget(measured)).to.deep.equal([]);
  });

  it('holds for the style sheet, the scripts of a lesson, and the service worker', () => {
    expect(overBudget(measureAssets())).to.deep.equal([]);
  });

  it('names what is too large, and the files that make it so', () => {
    const fault = { what: 'first view of /', is: 40_000, most: 30_720, parts: ['/assets/styles/bimtek.css 20000', '/ 12000'] };
    expect(overBudget([fault, { ...fault, is: 30_720 }])).to.deep.equal(['first view of /: 40000, at most 30720; /assets/styles/bimtek.css 20000, / 12000']);
  });
});
