import { expect } from 'chai';
import { finishAttempt } from '../../server/assessment/finish-attempt.ts';
import { typeOf } from '../../server/assessment/question-types/registry.ts';
import { beginApplying, beginPreview, selectRegrade, workOn } from '../../server/assessment/regrading/regrade.ts';
import { drawAttempt } from '../../server/assessment/start-attempt.ts';
import type { Course, Question } from '../../server/content/course.ts';
import { course, question, quiz } from './course-factory.ts';
import { sit } from './sitters.ts';
import { openSite, viewer, type Site } from './site.ts';

const LEARNERS = ['ani', 'budi', 'cici', 'dedi', 'eka', 'fani'];

const withKey = (old: Question, correct: string): Question => {
  const format = typeOf({ type: 'single' });
  const authored = { options: ['p', 'q', 'r'].map((id) => ({ id, text: `Pilihan ${id}`, correct: id === correct })), shuffle_options: true };
  return { ...old, body: { original: format.compile(format.authored.parse(authored), (text) => `<p>${text}</p>`) } };
};

const of = (version: string, key: string): Course => {
  const base = course();
  const questions = [question('k1-1', 'PSM.D.01'), question('k1-2', 'PSM.D.01')].map((each) => (key === 'q' ? each : withKey(each, key)));
  return { ...base, version, modules: base.modules.slice(0, 1).map((module) => ({ ...module, quiz: quiz({ id: 'kuis-1', questions }) })), exam: undefined };
};
const old = of('v1', 'q');
const corrected = of('v2', 'p');

/** An attempt ends in several writes, a regrade changes what it left in several others: whichever comes first, the corrected key counts. */
describe('an attempt that ends while its quiz is graded anew', function () {
  this.timeout(60_000);
  let site: Site;
  beforeEach(async () => {
    site = await openSite([old]);
  });
  afterEach(() => site.close());

  const publish = (): void => {
    site.earlierVersions.set('contoh:v1', old);
    site.courses.set('contoh', corrected);
  };
  const regrade = async (): Promise<void> => {
    const id = await beginPreview(site.assessment, 'contoh', 'pelatih');
    await workOn(site.assessment, id);
    await beginApplying(site.assessment, await selectRegrade(site.assessment, id), { by: 'pelatih', reason: 'Kunci keliru.' });
    await workOn(site.assessment, id);
  };
  /** Everybody answers p, which is right by the corrected key alone; nothing has ended yet. */
  const answer = async (learner: string) => {
    const { quiz: asked } = old.modules[0] ?? {};
    if (!asked) throw new TypeError('the course has a quiz');
    const drawn = drawAttempt({ learner, course: old, quiz: asked, modulesDone: () => true }, { unitsLeft: ['PSM.D.01'], last: undefined }, 1, site.clock.now, learner);
    const attempt = await site.assessment.attempts.createOnce(drawn);
    await site.assessment.attempts.saveAnswers(attempt._id, attempt.questions.map(({ id }) => ({ question: id, response: 'p' })), site.clock.now);
    const found = await site.assessment.attempts.selectOptional(attempt._id);
    if (!found) throw new TypeError('the attempt was made just now');
    return found;
  };
  /** What the learner reads, and what counts. */
  const outcome = async (at: Site, learner: string, attempt: string) => {
    const { result, due, gradedBy } = (await at.assessment.attempts.selectOptional(attempt)) ?? {};
    const sitting = await at.assessment.sittings.selectOptional(attempt);
    expect(sitting?.result, 'the attempt says what its sitting says').to.deep.equal(result);
    const { text } = await at.browser(viewer(learner)).get(`/attempts/${attempt}/result`);
    return { result, due, gradedBy, page: text.includes('Kuis tuntas'), standing: (await at.standings.of(learner, 'contoh')).quizzes['kuis-1'] };
  };
  const serial = async () => {
    const attempt = await sit(site, 'serial', old, 'kuis-1', () => 'p');
    await site.enrol('serial', old);
    publish();
    expect((await site.standings.of('serial', 'contoh')).quizzes['kuis-1']).to.include({ best: 0, passed: false });
    await regrade();
    const one = await outcome(site, 'serial', attempt);
    expect(one).to.deep.include({ due: undefined, gradedBy: 'v2', page: true });
    return one;
  };
  /** `attempts` whose step of that name waits until it is let go; `reached` resolves when it is come to. */
  const holding = (step: 'settle' | 'replaceResult') => {
    let go = (): void => undefined;
    let come = (): void => undefined;
    const released = new Promise<void>((resolve) => (go = resolve));
    const reached = new Promise<void>((resolve) => (come = resolve));
    const attempts = new Proxy(site.assessment.attempts, {
      get: (target, name, receiver) => {
        const member: unknown = Reflect.get(target, name, receiver);
        if (name !== step || typeof member !== 'function') return member;
        return async (...given: unknown[]): Promise<unknown> => {
          come();
          await released;
          return Reflect.apply(member, target, given);
        };
      },
    });
    return { assessment: { ...site.assessment, attempts }, go, reached };
  };

  it('is graded by the corrected key when the end was settled first', async () => {
    const expected = await serial();
    expect(expected.standing).to.include({ best: 100, passed: true, attempts: 1 });
  });

  it('is graded by the corrected key when the regrade came before the last step of the end', async () => {
    const expected = await serial();
    site.courses.set('contoh', old);
    const attempt = await answer('siti');
    await site.enrol('siti', old);
    const held = holding('settle');
    const ending = finishAttempt(held.assessment, attempt);
    await held.reached;
    publish();
    await regrade();
    held.go();
    await ending;
    expect(await outcome(site, 'siti', attempt._id)).to.deep.equal(expected);
  });

  it('is graded by the corrected key when the end was settled in the middle of the regrade', async () => {
    const expected = await serial();
    site.courses.set('contoh', old);
    const attempt = await answer('siti');
    await site.enrol('siti', old);
    const [ending, regrading] = [holding('settle'), holding('replaceResult')];
    const end = finishAttempt(ending.assessment, attempt);
    await ending.reached;
    publish();
    const id = await beginPreview(site.assessment, 'contoh', 'pelatih');
    await workOn(site.assessment, id);
    await beginApplying(site.assessment, await selectRegrade(site.assessment, id), { by: 'pelatih', reason: 'Kunci keliru.' });
    const work = workOn(regrading.assessment, id);
    await regrading.reached;
    ending.go();
    await end;
    regrading.go();
    await work;
    expect(await outcome(site, 'siti', attempt._id)).to.deep.equal(expected);
  });

  it('is graded by the corrected key when both go on together', async () => {
    const expected = await serial();
    site.courses.set('contoh', old);
    const attempts = await Promise.all(LEARNERS.map(answer));
    for (const learner of LEARNERS) await site.enrol(learner, old);
    publish();
    await Promise.all([...attempts.map((attempt) => finishAttempt(site.assessment, attempt)), regrade()]);
    // What ended behind the regrade's back is found by the next one.
    await regrade();
    for (const { _id, learner } of attempts) expect(await outcome(site, learner, _id), learner).to.deep.equal(expected);
  });
});
