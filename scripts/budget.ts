/** The budget of bytes, as `npm test` holds it: what each kind of page, each module and the course cost. `npm run budget`. */
import { startTestService } from '../test/fixtures/service.ts';
import { measureAssets, measureCourse, measurePages, Measuring, overBudget } from '../test/phone/measure.ts';

const site = await startTestService();
try {
  const measured = [...measureAssets(), ...(await measurePages(site.origin)), ...(await measureCourse(new Measuring(site.origin), 'psm-dasar'))];
  for (const { what, is, most } of measured.filter((row) => row.most > 0)) console.log(`${String(is).padStart(8)} of ${String(most).padStart(8)}  ${what}`);
  const over = overBudget(measured);
  for (const line of over) console.error(`Over the budget: ${line}`);
  process.exitCode = over.length > 0 ? 1 : 0;
} finally {
  await site.close();
}
