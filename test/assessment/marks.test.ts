import { expect } from 'chai';
import { correctMark } from '../../server/assessment/correct-mark.ts';
import { finishAttempt } from '../../server/assessment/finish-attempt.ts';
import { markAnswer, selectMarking } from '../../server/assessment/mark-answer.ts';
import { createMarkedNews } from '../../server/assessment/marked-news.ts';
import { beginApplying, beginPreview, beginUndoing, selectRegrade, workOn } from '../../server/assessment/regrading/regrade.ts';
import { wrongCounters } from '../../server/assessment/sittings/rebuild-sittings.ts';
import { typeOf } from '../../server/assessment/question-types/registry.ts';
import { questionTypes } from '../../server/assessment/question-types/registry.ts';
import type { Course, Question } from '../../server/content/course.ts';
import { Conflict } from '../../server/errors.ts';
import { course, question, quiz } from './course-factory.ts';
import { sit } from './sitters.ts';
import { openSite, type Site } from './site.ts';

const markdown = (text: string): string => `<p>${text}</p>`;
const compiled = (type: string, authored: unknown): Pick<Question, 'body'> => {
  const format = typeOf({ type });
  return { body: { original: format.compile(format.authored.parse(authored), markdown) } };
};
const essay = (id: string, unit: string, points = 4): Question => ({
  ...question(id, unit), type: 'essay', ...compiled('essay', { rubric: [{ id: 'isi', title: 'Isi', points }] }),
});
const keyed = (id: string, unit: string, right: string): Question => ({
  ...question(id, unit), ...compiled('single', { options: ['p', 'q', 'r'].map((one) => ({ id: one, text: one, correct: one === right })), shuffle_options: false }),
});

/** Two units of two questions each: the first holds an essay, the second two questions with a key. */
const exam = quiz({
  id: 'ujian-akhir', kind: 'exam', attempts: { limit: 0, waitMinutes: 0 },
  questions: [keyed('a-1', 'PSM.D.01', 'q'), essay('a-2', 'PSM.D.01'), keyed('b-1', 'PSM.D.02', 'q'), keyed('b-2', 'PSM.D.02', 'q')],
});
const first = course({ exam });
/** The key of one question of the second unit was wrong. */
const corrected: Course = { ...first, version: 'v2', exam: { ...exam, questions: exam.questions.map((each) => (each.id === 'b-2' ? keyed('b-2', 'PSM.D.02', 'p') : each)) } };
const allRight = ({ type }: Question): unknown => (type === 'essay' ? 'Saya meminta izin.' : 'q');
const withoutEssay = (wrong: readonly string[]) => ({ type, id }: Question): unknown => (type === 'essay' ? undefined : wrong.includes(id) ? 'r' : 'q');
const by = { by: 'pelatih', comment: '', at: new Date('2026-11-24T03:00:00Z') };

describe('marks that people give', function () {
  this.timeout(30_000);
  let site: Site;

  beforeEach(async () => {
    site = await openSite([first]);
  });
  afterEach(() => site.close());

  const waiting = async (state: 'waiting' | 'marked' = 'waiting') => {
    const [row] = await site.assessment.markings.selectPage({ state }, undefined, 1);
    return selectMarking(site.assessment, row?._id ?? '');
  };
  const mark = async (points: number) => markAnswer(site.assessment, await waiting(), { ...by, points: { isi: points } });
  const correct = async (points: number, minute: number) =>
    correctMark(site.assessment, await waiting('marked'), { ...by, points: { isi: points }, at: new Date(by.at.getTime() + minute * 60_000), reason: 'Keliru baca.' });
  const metUnits = async () => (await site.assessment.standings.select('siti', 'contoh')).units.filter(({ met }) => met).map(({ code }) => code).sort();
  const scoreOf = async (unit: string) => (await site.assessment.standings.select('siti', 'contoh')).units.find(({ code }) => code === unit)?.score;
  const regrade = async (to: Course = corrected): Promise<string> => {
    site.earlierVersions.set('contoh:v1', first);
    site.courses.set('contoh', to);
    const id = await beginPreview(site.assessment, 'contoh', 'pelatih');
    await workOn(site.assessment, id);
    await beginApplying(site.assessment, await selectRegrade(site.assessment, id), { by: 'pelatih', reason: 'Kunci keliru.' });
    await workOn(site.assessment, id);
    return id;
  };
  const undo = async (id: string) => {
    await beginUndoing(site.assessment, await selectRegrade(site.assessment, id), { by: 'pelatih', reason: 'Ternyata benar.' });
    await workOn(site.assessment, id);
  };

  it('has essays to be marked', () => expect(questionTypes.has('essay')).to.equal(true));

  it('lose nothing to a regrade while an answer waits: what the waiting attempt gave stays, and the mark counts when it comes', async () => {
    await sit(site, 'siti', first, 'ujian-akhir', allRight);
    expect(await metUnits(), 'before the mark').to.deep.equal(['PSM.D.02']);
    // A resit before the mark has come, worse than the first.
    await sit(site, 'siti', first, 'ujian-akhir', withoutEssay(['a-1', 'b-1']), 2);
    const before = await site.assessment.standings.select('siti', 'contoh');
    const id = await regrade({ ...first, version: 'v2', exam: { ...exam, questions: exam.questions.map((each) => (each.id === 'a-1' ? keyed('a-1', 'PSM.D.01', 'p') : each)) } });
    expect((await selectRegrade(site.assessment, id)).summary).to.deep.include({ attempts: 2, changed: 1 });
    expect(await metUnits(), 'after the regrade').to.deep.equal(['PSM.D.02']);
    expect((await selectRegrade(site.assessment, id)).summary.units, 'nobody is said to lose a unit').to.deep.equal([]);
    await undo(id);
    const after = await site.assessment.standings.select('siti', 'contoh');
    expect({ quizzes: after.quizzes, units: after.units }).to.deep.equal({ quizzes: before.quizzes, units: before.units });
    await mark(4);
    expect(await metUnits()).to.deep.equal(['PSM.D.01', 'PSM.D.02']);
  });

  it('are news for whoever answered, once for each attempt, and for nobody else', async () => {
    const news = createMarkedNews(site.storage.connection, { course: () => first });
    const since = new Date(Date.now() - 1000);
    const attempt = await sit(site, 'siti', first, 'ujian-akhir', allRight);
    expect(await news.since('siti', ['contoh'], since), 'while it waits').to.deep.equal([]);
    await mark(4);
    const told = await news.since('siti', ['contoh'], since);
    expect(told.map((one) => one.kind === 'marked' && [one.kind, one.href, one.title.original])).to.deep.equal([['marked', `/attempts/${attempt}/result`, exam.title.original]]);
    expect(await news.since('siti', ['contoh'], new Date(Date.now() + 1000)), 'read').to.deep.equal([]);
    expect(await news.since('budi', ['contoh'], since)).to.deep.equal([]);
  });

  it('are used by a regrade of the attempt', async () => {
    await sit(site, 'siti', first, 'ujian-akhir', allRight);
    await mark(3);
    expect(await scoreOf('PSM.D.01')).to.be.closeTo(87.5, 1e-9);
    await regrade();
    expect(await scoreOf('PSM.D.01'), 'the mark stays').to.be.closeTo(87.5, 1e-9);
    expect(await scoreOf('PSM.D.02'), 'the key counts').to.equal(50);
  });

  it('can be corrected with a reason, down as well as up, and what was before is kept', async () => {
    const attempt = await sit(site, 'siti', first, 'ujian-akhir', allRight);
    await mark(4);
    expect(await metUnits()).to.deep.equal(['PSM.D.01', 'PSM.D.02']);
    await correct(0, 1);
    expect(await metUnits(), 'the standing goes down').to.deep.equal(['PSM.D.02']);
    await correct(2, 2);
    expect(await scoreOf('PSM.D.01')).to.equal(75);
    const marks = (await site.assessment.attempts.selectOptional(attempt))?.marks?.['a-2'];
    expect(marks?.points).to.deep.equal({ isi: 2 });
    expect(marks?.earlier?.map(({ points, reason }) => [points.isi, reason])).to.deep.equal([[4, undefined], [0, 'Keliru baca.']]);
    expect((await site.assessment.sittings.selectOptional(attempt))?.marks).to.deep.equal({ 'a-2': { isi: 2 } });
    expect(await wrongCounters(site.assessment)).to.deep.equal([]);
  });

  it('are corrected once by two at the same moment', async () => {
    await sit(site, 'siti', first, 'ujian-akhir', allRight);
    await mark(4);
    const marking = await waiting('marked');
    const both = await Promise.allSettled([0, 1].map((points) => correctMark(site.assessment, marking, { ...by, points: { isi: points }, at: new Date(by.at.getTime() + 1000 + points), reason: 'x' })));
    expect(both.map(({ status }) => status).sort()).to.deep.equal(['fulfilled', 'rejected']);
    expect(both.find((outcome) => outcome.status === 'rejected')?.reason).to.be.instanceOf(Conflict);
  });

  it('are corrected after a regrade by its keys, and stay when it is undone', async () => {
    await sit(site, 'siti', first, 'ujian-akhir', allRight);
    await mark(4);
    const id = await regrade();
    await correct(2, 1);
    expect([await scoreOf('PSM.D.01'), await scoreOf('PSM.D.02')]).to.deep.equal([75, 50]);
    await undo(id);
    expect(await scoreOf('PSM.D.01'), 'the corrected mark').to.equal(75);
  });

  it('are brought to the standing after a crash in between', async () => {
    const attempt = await sit(site, 'siti', first, 'ujian-akhir', allRight);
    await mark(4);
    const given = (await site.assessment.attempts.selectOptional(attempt))?.marks?.['a-2'];
    if (!given) throw new Error('no mark');
    await site.assessment.attempts.correctMark(attempt, 'a-2', given, { ...given, points: { isi: 0 }, at: new Date(by.at.getTime() + 5), reason: 'x', earlier: [given] }, site.clock.now);
    site = await site.restart();
    const left = await site.assessment.attempts.selectOptional(attempt);
    if (!left) throw new Error('no attempt');
    await finishAttempt(site.assessment, left);
    expect(await metUnits()).to.deep.equal(['PSM.D.02']);
  });
});
