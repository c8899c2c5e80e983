import { expect } from 'chai';
import { countSittings } from '../../server/assessment/analysis/count-sittings.ts';
import { beginApplying, beginPreview, beginUndoing, selectRegrade, workOn } from '../../server/assessment/regrading/regrade.ts';
import { markAnswer, selectMarking } from '../../server/assessment/mark-answer.ts';
import { essay } from '../../server/assessment/question-types/essay.ts';
import { rebuildCounters, wrongCounters } from '../../server/assessment/sittings/rebuild-sittings.ts';
import { typeOf } from '../../server/assessment/question-types/registry.ts';
import type { Course, Question } from '../../server/content/course.ts';
import { Conflict, NotFound } from '../../server/errors.ts';
import { competency, course, question, quiz } from './course-factory.ts';
import { answersOf, sit } from './sitters.ts';
import { openSite, viewer, type Site } from './site.ts';

const markdown = (text: string): string => `<p>${text}</p>`;

/** The right option is another one: what an author corrects. */
const withKey = (old: Question, correct: string): Question => {
  const authored = { options: ['p', 'q', 'r'].map((id) => ({ id, text: `Pilihan ${id}`, correct: id === correct })), shuffle_options: true };
  const format = typeOf({ type: 'single' });
  return { ...old, body: { original: format.compile(format.authored.parse(authored), markdown) } };
};

const first = course();
/** Of the exam, the first question of the first unit has another key, the second weighs double; of the quiz, the first another key. */
const corrected = (from: Course, version = 'v2'): Course => ({
  ...from,
  version,
  modules: from.modules.map((module) => ({ ...module, quiz: module.quiz && { ...module.quiz, questions: module.quiz.questions.map((each) => (each.id === 'k1-1' ? withKey(each, 'p') : each)) } })),
  exam: from.exam && {
    ...from.exam,
    questions: from.exam.questions.map((each) => (each.id === 'psm-d-01-1' ? withKey(each, 'p') : each.id === 'psm-d-01-2' ? { ...each, points: 2 } : each)),
  },
});

const decision = { by: 'pelatih', reason: 'Kunci soal 1 keliru.' };

describe('grading anew by corrected keys', function () {
  this.timeout(30_000);
  let site: Site;

  beforeEach(async () => {
    site = await openSite([first]);
  });
  afterEach(() => site.close());

  const publish = (next: Course): void => {
    const today = site.courses.get('contoh');
    if (today) site.earlierVersions.set(`contoh:${today.version}`, today);
    site.courses.set('contoh', next);
  };
  const preview = async (): Promise<string> => {
    const id = await beginPreview(site.assessment, 'contoh', 'pelatih');
    await workOn(site.assessment, id);
    return id;
  };
  const apply = async (id: string): Promise<void> => {
    await beginApplying(site.assessment, await selectRegrade(site.assessment, id), decision);
    await workOn(site.assessment, id);
  };
  const undo = async (id: string): Promise<void> => {
    await beginUndoing(site.assessment, await selectRegrade(site.assessment, id), decision);
    await workOn(site.assessment, id);
  };
  /** `count` learners who have sat quiz and exam, some of them twice. */
  const fill = async (at: Site, with_: Course, count: number, prefix = 'orang'): Promise<void> => {
    for (let number = 0; number < count; number += 1) {
      const learner = `${prefix}${String(number).padStart(3, '0')}`;
      await sit(at, learner, with_, 'kuis-1', answersOf(`${learner}:kuis`));
      await sit(at, learner, with_, 'ujian-akhir', answersOf(`${learner}:ujian`));
      if (number % 3 === 0) await sit(at, learner, with_, 'ujian-akhir', answersOf(`${learner}:lagi`), 2);
    }
  };
  const withoutVersion = <T extends object>(counted: T): T => ({ ...counted, version: undefined });
  /** All that a learner, a trainer and the counters see. */
  const stateOf = async (at: Site) => {
    const sittings = await at.assessment.sittings.selectPageWithin(['contoh'], undefined, 10_000);
    const attempts = await at.assessment.attempts.selectByIds(sittings.map(({ _id }) => _id));
    const standings = await at.assessment.standings.selectPageOfCourse('contoh', undefined, 10_000);
    await countSittings(at.assessment);
    const counters = await Promise.all(['kuis-1', 'ujian-akhir'].map((each) => at.assessment.counters.select('contoh', each)));
    return {
      results: Object.fromEntries(attempts.map(({ _id, result }) => [_id, result])),
      sat: Object.fromEntries(sittings.map(({ _id, result }) => [_id, result])),
      // Which version was sat differs by design between those who sat before the correction and those who sat after it.
      standings: standings.map(({ learner, quizzes, units }) => ({
        learner,
        quizzes: Object.fromEntries(Object.entries(quizzes).map(([id, counted]) => [id, withoutVersion(counted)])),
        units: units.map(withoutVersion).sort((a, b) => (a.code < b.code ? -1 : 1)),
      })),
      counters: counters.map(({ attempts: counted, questions, units }) => ({
        counted,
        questions: Object.fromEntries(Object.entries(questions).map(([id, sums]) => [id, notZero(sums)])),
        units: Object.fromEntries(Object.entries(units).map(([code, sums]) => [code, notZero(sums)])),
      })),
    };
  };
  const notZero = (sums: Readonly<Record<string, number>>) => Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== 0));

  it('says what would change, unit by unit and learner by learner, and changes nothing', async () => {
    const exam = quiz({ id: 'ujian-akhir', kind: 'exam', questions: ['PSM.D.01', 'PSM.D.02'].flatMap((code) => [1, 2].map((n) => question(`${code.toLowerCase().replaceAll('.', '-')}-${n}`, code))) });
    const small = course({ exam });
    site.courses.set('contoh', small);
    // Whoever chose p in the first question is right by the new key, whoever chose q no longer.
    for (const [learner, chosen] of [['ani', 'p'], ['budi', 'q'], ['cici', 'r']] as const) {
      await sit(site, learner, small, 'ujian-akhir', ({ id }) => (id === 'psm-d-01-1' ? chosen : 'q'));
    }
    publish({ ...small, version: 'v2', exam: { ...exam, questions: exam.questions.map((each) => (each.id === 'psm-d-01-1' ? withKey(each, 'p') : each)) } });
    const before = await stateOf(site);
    const id = await preview();
    const found = await selectRegrade(site.assessment, id);
    expect(found).to.include({ state: 'previewed', version: 'v2' });
    expect(found.from).to.deep.equal(['v1']);
    expect(found.summary).to.deep.equal({
      attempts: 3, touched: 3, changed: 2, unreadable: 0, learners: 2,
      questions: [{ quiz: 'ujian-akhir', id: 'psm-d-01-1', more: 1, less: 1 }],
      units: [{ code: 'PSM.D.01', gained: 1, lost: 1 }],
      quizzes: [{ id: 'ujian-akhir', gained: 1, lost: 1 }],
      certificates: { unearned: 0, scores: 0, due: 0 },
    });
    const effects = await site.assessment.regrades.selectEffects(id, undefined, 10);
    expect(effects.map(({ learner, gained, lost, quizPassed }) => ({ learner, gained, lost, quizPassed }))).to.deep.equal([
      { learner: 'budi', gained: [], lost: ['PSM.D.01'], quizPassed: 'lost' },
      { learner: 'ani', gained: ['PSM.D.01'], lost: [], quizPassed: 'gained' },
    ]);
    expect(await stateOf(site)).to.deep.equal(before);
  });

  it('gives, once applied, what the right keys would have given from the beginning', async () => {
    await fill(site, first, 40);
    await countSittings(site.assessment);
    publish(corrected(first));
    const id = await preview();
    await apply(id);
    const regraded = await stateOf(site);
    expect((await selectRegrade(site.assessment, id)).changed).to.equal((await selectRegrade(site.assessment, id)).summary.changed).and.above(20);

    const ideal = await openSite([corrected(first)]);
    await fill(ideal, corrected(first), 40);
    const expected = await stateOf(ideal);
    await ideal.close();
    expect(regraded).to.deep.equal(expected);
    expect(await wrongCounters(site.assessment)).to.deep.equal([]);
  });

  it('finds nothing to do the second time', async () => {
    await fill(site, first, 10);
    publish(corrected(first));
    await apply(await preview());
    expect((await selectRegrade(site.assessment, await preview())).summary).to.include({ changed: 0, learners: 0 });
  });

  it('is taken back exactly, and leaves who decided it and why', async () => {
    await fill(site, first, 50);
    const before = await stateOf(site);
    publish(corrected(first));
    const id = await preview();
    await apply(id);
    expect(await stateOf(site)).to.not.deep.equal(before);
    await undo(id);
    expect(await stateOf(site)).to.deep.equal(before);
    const { state, history } = await selectRegrade(site.assessment, id);
    expect(state).to.equal('undone');
    expect(history.map(({ to, by, reason }) => ({ to, by, reason }))).to.deep.equal([
      { to: 'previewing', by: 'pelatih', reason: '' },
      { to: 'applying', ...decision },
      { to: 'undoing', ...decision },
    ]);
  });

  it('goes back step by step when there were two, the later first', async () => {
    await fill(site, first, 12);
    publish(corrected(first));
    const one = await preview();
    await apply(one);
    const between = await stateOf(site);
    site.clock.now = new Date(site.clock.now.getTime() + 60_000);
    const again = corrected(first, 'v3');
    publish({ ...again, exam: again.exam && { ...again.exam, questions: again.exam.questions.map((each) => (each.id === 'psm-d-01-1' ? withKey(each, 'r') : each)) } });
    const two = await preview();
    await apply(two);
    expect(await beginUndoing(site.assessment, await selectRegrade(site.assessment, one), decision).catch((problem: unknown) => problem)).to.be.instanceOf(Conflict);
    await undo(two);
    expect(await stateOf(site)).to.deep.equal(between);
    await undo(one);
    expect(await wrongCounters(site.assessment)).to.deep.equal([]);
  });

  for (const nth of [1, 2, 9]) {
    for (const step of ['keepChange', 'regrade', 'replaceResult', 'change'] as const) {
      it(`goes on after it was killed at ${step}, time ${nth}, and changes each attempt once`, async () => {
        await fill(site, first, 20);
        await countSittings(site.assessment);
        publish(corrected(first));
        const ideal = await openSite([corrected(first)]);
        await fill(ideal, corrected(first), 20);
        const expected = await stateOf(ideal);
        await ideal.close();

        const id = await preview();
        await beginApplying(site.assessment, await selectRegrade(site.assessment, id), decision);
        const dying = dyingAt(site, step, nth);
        expect(await workOn(dying, id).catch((problem: unknown) => problem)).to.be.instanceOf(Error);
        await workOn(site.assessment, id);
        expect(await stateOf(site)).to.deep.equal(expected);
        const { state, changed, summary } = await selectRegrade(site.assessment, id);
        expect({ state, changed }).to.deep.equal({ state: 'applied', changed: summary.changed });
        expect(await site.assessment.regrades.selectChanges(id, undefined, 1000)).to.have.length(summary.changed);
      });
    }
  }

  /** The room as it is until one of its stores dies at the nth call: before it did anything. */
  function dyingAt({ assessment }: Site, step: 'keepChange' | 'regrade' | 'replaceResult' | 'change', nth: number): Site['assessment'] {
    let calls = 0;
    const mortal = <Store extends object>(store: Store): Store =>
      new Proxy(store, {
        get: (target, name, receiver) => {
          const member: unknown = Reflect.get(target, name, receiver);
          if (name !== step || typeof member !== 'function') return member;
          return (...given: unknown[]): unknown => {
            calls += 1;
            if (calls >= nth) throw new Error(`killed at ${step}`);
            return Reflect.apply(member, target, given);
          };
        },
      });
    const { regrades, sittings, attempts, standings } = assessment;
    return { ...assessment, regrades: mortal(regrades), sittings: mortal(sittings), attempts: mortal(attempts), standings: mortal(standings) };
  }

  it('may be worked on by two at once', async () => {
    await fill(site, first, 30);
    publish(corrected(first));
    const id = await preview();
    await beginApplying(site.assessment, await selectRegrade(site.assessment, id), decision);
    await Promise.all([workOn(site.assessment, id), workOn(site.assessment, id), workOn(site.assessment, id)]);
    expect(await selectRegrade(site.assessment, id)).to.include({ state: 'applied' });
    expect(await wrongCounters(site.assessment)).to.deep.equal([]);
  });

  it('loses no attempt that ends while it is applied', async () => {
    await fill(site, first, 30);
    publish(corrected(first));
    const id = await preview();
    await beginApplying(site.assessment, await selectRegrade(site.assessment, id), decision);
    const finishing = Array.from({ length: 30 }, async (_, number) => {
      const learner = `orang${String(number).padStart(3, '0')}`;
      await sit(site, learner, first, 'kuis-1', answersOf(`${learner}:susulan`), 2);
      await sit(site, learner, first, 'ujian-akhir', answersOf(`${learner}:susulan`), number % 3 === 0 ? 3 : 2);
    });
    await Promise.all([workOn(site.assessment, id), ...finishing]);
    // What came after it had passed by is found by the next one.
    await apply(await preview());

    const ideal = await openSite([corrected(first)]);
    await fill(ideal, corrected(first), 30);
    for (let number = 0; number < 30; number += 1) {
      const learner = `orang${String(number).padStart(3, '0')}`;
      await sit(ideal, learner, corrected(first), 'kuis-1', answersOf(`${learner}:susulan`), 2);
      await sit(ideal, learner, corrected(first), 'ujian-akhir', answersOf(`${learner}:susulan`), number % 3 === 0 ? 3 : 2);
    }
    const expected = await stateOf(ideal);
    await ideal.close();
    expect(await stateOf(site)).to.deep.equal(expected);
  });

  it('tells whoever issues certificates once the exam is regraded, and nobody else', async () => {
    await sit(site, 'siti', first, 'ujian-akhir', () => undefined);
    const everything = { ...first, exam: first.exam && { ...first.exam, draw: undefined } };
    site.courses.set('contoh', everything);
    await sit(site, 'ani', everything, 'ujian-akhir', ({ type }) => (type === 'single' ? 'p' : undefined));
    publish(corrected(everything));
    site.announced.length = 0;
    await apply(await preview());
    expect(site.announced).to.deep.equal(['ani:contoh']);
  });

  it('is gone on with by somebody else when its worker has given no sign of life for a minute', async () => {
    await fill(site, first, 3);
    publish(corrected(first));
    const id = await preview();
    await beginApplying(site.assessment, await selectRegrade(site.assessment, id), decision);
    await site.assessment.regrades.claim(id, 'dead', site.clock.now);
    await workOn(site.assessment, id);
    expect(await selectRegrade(site.assessment, id)).to.include({ state: 'applying' });
    site.clock.now = new Date(site.clock.now.getTime() + 61_000);
    await workOn(site.assessment, id);
    expect(await selectRegrade(site.assessment, id)).to.include({ state: 'applied' });
  });

  it('shows the learner the result and the key that count now', async () => {
    const siti = site.browser(viewer('siti'));
    const plain = course({ modules: [{ ...first.modules[0]!, quiz: quiz({ id: 'kuis-1', questions: [question('k1-1', 'PSM.D.01'), question('k1-2', 'PSM.D.01')] }) }] });
    site.courses.set('contoh', plain);
    await site.enrol('siti', plain);
    const attempt = await sit(site, 'siti', plain, 'kuis-1', () => 'p');
    expect((await siti.get(`/attempts/${attempt}/result`)).text).to.include('Kuis belum tuntas');
    publish({ ...plain, version: 'v2', modules: [{ ...plain.modules[0]!, quiz: quiz({ id: 'kuis-1', questions: plain.modules[0]!.quiz!.questions.map((each) => withKey(each, 'p')) }) }] });
    await apply(await preview());
    const result = await siti.get(`/attempts/${attempt}/result`);
    expect(result.text).to.include('Kuis tuntas').and.include('Pilihan Anda, benar').and.not.include('Pilihan Anda, belum tepat');
    expect((await site.standings.of('siti', 'contoh')).quizzes['kuis-1']).to.deep.equal({ best: 100, passed: true, attempts: 1 });
  });

  describe('with answers that a person marks', () => {
    const body = essay.compile({ rubric: [{ id: 'isi', title: 'Isi', points: 4 }] }, (text) => text);
    const written: Question = { ...question('esai', 'PSM.D.01'), type: 'essay', body: { original: body } };
    const mixed = course({ exam: quiz({ id: 'ujian-akhir', kind: 'exam', questions: [question('pilihan', 'PSM.D.01'), written] }), competencies: [competency('PSM.D.01')] });
    const rekeyedExam = (from: Course): Course => ({ ...from, version: 'v2', exam: from.exam && { ...from.exam, questions: from.exam.questions.map((each) => (each.id === 'pilihan' ? withKey(each, 'p') : each)) } });
    const mark = async (attempt: string): Promise<void> => {
      const [row] = await site.assessment.markings.selectPage({ state: 'waiting' }, undefined, 1);
      expect(row?.attempt).to.equal(attempt);
      await markAnswer(site.assessment, await selectMarking(site.assessment, row?._id ?? ''), { points: { isi: 3 }, comment: '', by: 'pelatih', at: site.clock.now });
    };
    const scores = async (attempt: string) => {
      const [record] = await site.assessment.attempts.selectByIds([attempt]);
      const sitting = await site.assessment.sittings.selectOptional(attempt);
      expect(sitting?.result).to.deep.equal(record?.result);
      return record?.result?.questions;
    };

    for (const order of ['marked first', 'marked between', 'marked last'] as const) {
      it(`keeps what was given, ${order}`, async () => {
        site.courses.set('contoh', mixed);
        const attempt = await sit(site, 'siti', mixed, 'ujian-akhir', ({ id }) => (id === 'esai' ? 'Tulisan saya.' : 'q'));
        if (order === 'marked first') await mark(attempt);
        publish(rekeyedExam(mixed));
        const id = await preview();
        await apply(id);
        expect(await scores(attempt)).to.deep.equal({ pilihan: 0, esai: order === 'marked first' ? 0.75 : 0 });
        if (order === 'marked between') await mark(attempt);
        await undo(id);
        expect((await scores(attempt))?.['pilihan']).to.equal(1);
        if (order === 'marked last') await mark(attempt);
        expect(await scores(attempt)).to.deep.equal({ pilihan: 1, esai: 0.75 });
        expect((await site.standings.of('siti', 'contoh')).units['PSM.D.01']?.score).to.equal(87);
        expect(await wrongCounters(site.assessment)).to.deep.equal([]);
        expect((await site.assessment.counters.select('contoh', 'ujian-akhir')).questions['esai']?.['n']).to.equal(1);
      });
    }
  });

  it('leaves alone what has no new key: a question that is gone, or of another kind now', async () => {
    await fill(site, first, 10);
    const before = await stateOf(site);
    publish({ ...first, version: 'v2', exam: first.exam && { ...first.exam, questions: first.exam.questions.slice(1).map((each, index) => (index === 0 ? question(each.id, each.competency, { type: 'numeric' }) : each)) } });
    const id = await preview();
    expect((await selectRegrade(site.assessment, id)).summary).to.include({ touched: 0, changed: 0 });
    await apply(id);
    expect(await stateOf(site)).to.deep.equal(before);
  });

  it('counts what it cannot judge, since its version is gone', async () => {
    await fill(site, first, 3);
    site.courses.set('contoh', corrected(first));
    const again = await site.restart();
    site = again;
    const id = await preview();
    expect((await selectRegrade(site.assessment, id)).summary).to.include({ attempts: 7, unreadable: 7, changed: 0 });
  });

  it('refuses what cannot be decided', async () => {
    await fill(site, first, 2);
    publish(corrected(first));
    const refusal = (work: Promise<unknown>) => work.catch((problem: unknown) => problem);
    expect(await refusal(beginPreview(site.assessment, 'tidak-ada', 'x'))).to.be.instanceOf(NotFound);
    expect(await refusal(selectRegrade(site.assessment, 'tidak-ada'))).to.be.instanceOf(NotFound);
    const id = await preview();
    const found = await selectRegrade(site.assessment, id);
    expect(await refusal(beginUndoing(site.assessment, found, decision))).to.be.instanceOf(Conflict);
    publish(corrected(first, 'v3'));
    expect(await refusal(beginApplying(site.assessment, found, decision))).to.be.instanceOf(Conflict);
    const newer = await preview();
    await apply(newer);
    expect(await refusal(beginApplying(site.assessment, await selectRegrade(site.assessment, newer), decision))).to.be.instanceOf(Conflict);
  });

  it('rebuilds sittings and counters from the attempts alone', async () => {
    await fill(site, first, 20);
    const before = await stateOf(site);
    for (const name of ['sittings', 'item_counters']) await site.storage.connection.db?.collection(name).deleteMany({});
    expect(await rebuildCounters(site.assessment)).to.equal(47);
    expect(await stateOf(site)).to.deep.equal(before);
    await site.storage.connection.db?.collection('item_counters').updateOne({ _id: 'contoh:kuis-1' as never }, { $inc: { attempts: 1 } });
    expect(await wrongCounters(site.assessment)).to.deep.equal(['contoh:kuis-1']);
  });
});
