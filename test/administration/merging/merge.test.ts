import { expect } from 'chai';
import type { Assessment } from '../../../server/assessment/assessment.ts';
import { assessmentPersonal } from '../../../server/assessment/assessment-personal.ts';
import { rebuildCounters, wrongCounters } from '../../../server/assessment/sittings/rebuild-sittings.ts';
import { countSittings } from '../../../server/assessment/analysis/count-sittings.ts';
import { finishMerges } from '../../../server/administration/merging/merge-accounts.ts';
import { checkStandings } from '../../../server/cli/check-standings.ts';
import { exportLines } from '../../../server/storage/operations/documents.ts';
import { readAnswerKey } from '../../fixtures/answer-key.ts';
import { LearnerOverHttp } from '../../fixtures/http-learner.ts';
import { startTestService, type TestService } from '../../fixtures/service.ts';
import { firstAdministrator, Visitor } from '../../fixtures/visitor.ts';

const COURSE = 'psm-dasar';
const PASSWORD = 'lumbung padi pagi';
const SERIAL = /PSM-\d{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/;

describe('two accounts of one person', function () {
  this.timeout(180_000);
  let site: TestService;
  let chief: Visitor;

  const idOf = async (userName: string): Promise<string> => (await site.service.application.accounts.accounts.selectOptionalByUserName(userName))?._id ?? '';
  const learner = async (userName: string, name: string): Promise<LearnerOverHttp> => {
    const made = new LearnerOverHttp(site, COURSE, readAnswerKey(`courses/${COURSE}`));
    await made.signUp(userName, { name });
    await made.enrol();
    return made;
  };
  const certified = async (userName: string, name: string): Promise<{ visitor: LearnerOverHttp; serial: string }> => {
    const visitor = await learner(userName, name);
    const { exam } = await visitor.learn();
    await visitor.get(await visitor.sit(exam));
    return { visitor, serial: SERIAL.exec((await visitor.get('/certificates')).text)?.[0] ?? '' };
  };
  const merge = async (from: string, into: string) => chief.post(`/admin/users/${await idOf(into)}/merge`, { from: await idOf(from) }, `/admin/users/${await idOf(into)}/merge?with=${from}`);
  const linesWith = async (id: string): Promise<string[]> => {
    const found: string[] = [];
    for await (const line of exportLines(site.service.storage.connection)) if (line.includes(id) && !/"collection":"(audit_entries|merges|sessions)"/.test(line)) found.push(line.slice(0, 160));
    return found;
  };
  const wrongStandings = async (): Promise<string[]> => {
    const found: string[] = [];
    for await (const line of checkStandings(site.service.storage.connection, false)) found.push(line);
    return found;
  };

  before(async () => {
    site = await startTestService();
    chief = await firstAdministrator(site);
  });
  after(() => site?.close());

  it('are looked at first: whose they are, and what would move', async () => {
    await learner('ani', 'Ani');
    const { visitor, serial } = await certified('ani.lagi', 'Annie');
    const page = await chief.get(`/admin/users/${await idOf('ani')}/merge?with=ani.lagi`);
    expect(page.text).to.include(`Sertifikat ${serial} pindah dan tetap berlaku`).and.to.include('7 percobaan').and.to.include('Tercetak atas nama Annie');
    expect((await visitor.get('/learn')).status, 'nothing has moved').to.equal(200);
    expect((await chief.get(`/admin/users/${await idOf('ani')}/merge?with=tidak.ada`)).status).to.equal(422);
  });

  it('become one: certificate, evidence, results and both user names; nothing is counted twice', async () => {
    const [from, into] = [await idOf('ani.lagi'), await idOf('ani')];
    const { assessment, certification } = site.service.application;
    await countSittings(assessment);
    const before = JSON.stringify(await assessment.counters.select(COURSE, 'ujian-akhir').then(({ attempts, questions }) => ({ attempts, questions })));
    const answers = await merge('ani.lagi', 'ani');
    expect(answers.status).to.equal(303);
    const ani = new Visitor(site);
    expect((await ani.signIn('ani.lagi')).headers.location, 'either name').to.equal('/learn');
    const serial = SERIAL.exec((await ani.get('/certificates')).text)?.[0] ?? '';
    expect(serial).not.to.equal('');
    expect((await ani.bytes(`/certificates/${serial}.pdf`)).status).to.equal(200);
    expect((await new Visitor(site).get(`/v/${serial}`)).status).to.equal(200);
    const evidence = await ani.get(`/certificates/${serial}/evidence`);
    expect(evidence.text, 'the attempts are found under their new ids').to.match(/Soal 1|id="soal-/);
    expect((await ani.get('/account/data')).text).to.include('7 dari 7 kompetensi tuntas');
    expect((await certification.certificates.selectOfLearner(into)).length).to.equal(1);
    await ani.get('/certificates');
    expect((await certification.certificates.selectOfLearner(into)).length, 'none is issued anew').to.equal(1);
    expect((await linesWith(from)).filter((line) => !/"movedFrom"|"merged"/.test(line) && !/"collection":"(certificates|enrolments)"/.test(line))).to.deep.equal([]);
    await countSittings(assessment);
    expect(JSON.stringify(await assessment.counters.select(COURSE, 'ujian-akhir').then(({ attempts, questions }) => ({ attempts, questions })))).to.equal(before);
    expect(await wrongCounters(assessment)).to.deep.equal([]);
    expect(await rebuildCounters(assessment)).to.be.greaterThan(0);
    expect(await wrongStandings()).to.deep.equal([]);
    expect((await site.service.application.administration.auditLog.selectPage({ subject: into }, { direction: 'forward', from: undefined }, 1))[0]).to.include({ action: 'accounts-merged', object: from });
  });

  it('keep the attempts of both, one behind the other, and the lessons of both', async () => {
    const [one, two] = [await learner('budi', 'Budi'), await learner('budi.dua', 'Budi')];
    const quiz = `/courses/${COURSE}/quizzes/kuis-mengenal-psm`;
    for (const visitor of [one, two]) for (const lesson of ['apa-itu-psm']) await visitor.read(`/courses/${COURSE}/lessons/${lesson}`);
    await one.sit(quiz, () => false);
    await two.sit(quiz, () => true);
    const into = await idOf('budi');
    expect((await merge('budi.dua', 'budi')).status).to.equal(303);
    const { assessment, administration } = site.service.application;
    const attempts = await assessment.attempts.selectAll(into, COURSE, 'kuis-mengenal-psm');
    expect(attempts.map(({ number, learner: of }) => [number, of]).toSorted()).to.deep.equal([[1, into], [2, into]]);
    const standing = await assessment.standings.select(into, COURSE);
    expect(standing.quizzes['kuis-mengenal-psm']).to.include({ passed: true, attempts: 2 });
    const [enrolment] = await administration.learning.enrolments.selectOfLearner(into);
    expect(enrolment?.seconds['apa-itu-psm'], 'the seconds of both').to.equal(60);
    expect(await wrongStandings()).to.deep.equal([]);
  });

  it('keep the notes and bookmarks of both; what one had seen is news again', async () => {
    const [one, two] = [await learner('euis', 'Euis'), await learner('euis.dua', 'Euis')];
    const lesson = `/courses/${COURSE}/lessons/apa-itu-psm`;
    for (const [visitor, text] of [[one, 'Catatan dari ponsel.'], [two, 'Catatan dari laptop.']] as const) expect((await visitor.post(`${lesson}/note`, { text, known: '' }, lesson)).status).to.be.below(400);
    await two.post(`${lesson}/bookmark`, { on: 'yes' }, lesson);
    expect((await two.get('/notes')).text).to.include('Catatan dari laptop.');
    const from = await idOf('euis.dua');
    expect((await merge('euis.dua', 'euis')).status).to.equal(303);
    const kept = (await one.get('/notes')).text;
    expect(kept).to.include('Catatan dari ponsel.').and.to.include('Catatan dari laptop.');
    const [enrolment] = await site.service.application.administration.learning.enrolments.selectOfLearner(await idOf('euis'));
    expect(Object.keys(enrolment?.bookmarks ?? {})).to.deep.equal(['apa-itu-psm']);
    expect((await linesWith(from)).filter((line) => /"collection":"(lesson-notes|visits)"/.test(line))).to.deep.equal([]);
  });

  it('leave one certificate that holds where both had one', async () => {
    const [first, second] = [await certified('cici', 'Cici'), await certified('cici.dua', 'Cici')];
    expect((await merge('cici.dua', 'cici')).status).to.equal(303);
    const { certificates } = site.service.application.certification;
    const own = await certificates.selectOfLearner(await idOf('cici'));
    expect(Object.fromEntries(own.map(({ serial, state, supersededBy }) => [serial, [state, supersededBy]]))).to.deep.equal({ [first.serial]: ['sample', undefined], [second.serial]: ['superseded', first.serial] });
    expect((await new Visitor(site).get(`/v/${second.serial}`)).text).to.include(first.serial);
  });

  it('become one to the end after a crash in any place', async () => {
    for (const [index, broken] of (['administration', 'certification', 'assessment', 'learning', 'accounts'] as const).entries()) {
      const [one, two] = [await learner(`dedi.${index}`, 'Dedi'), await learner(`dedi.${index}.b`, 'Dedi')];
      const quiz = `/courses/${COURSE}/quizzes/kuis-mengenal-psm`;
      for (const visitor of [one, two]) {
        await visitor.read(`/courses/${COURSE}/lessons/apa-itu-psm`);
        await visitor.sit(quiz, () => true);
      }
      const { administration, assessment } = site.service.application;
      const [from, into] = [await idOf(`dedi.${index}.b`), await idOf(`dedi.${index}`)];
      const rooms = ['accounts', 'learning', 'assessment', 'certification', 'administration'];
      const personal = administration.personal.map((room, place) => (rooms[place] === broken ? { ...room, merge: async (...whose: readonly [string, string, string]) => room.merge?.(...whose).then(() => { throw new Error('the plug was pulled'); }) } : room));
      await administration.merges.begin(from, into, 'rina');
      await administration.accounts.accounts.lock(from);
      const stopped = await finishMerges({ ...administration, personal }).then(() => 'done', (problem: Error) => problem.message);
      expect(stopped).to.equal('the plug was pulled');
      expect(await finishMerges(administration)).to.equal(1);
      expect(await finishMerges(administration)).to.equal(0);
      expect((await assessment.attempts.selectAll(into, COURSE, 'kuis-mengenal-psm')).length, broken).to.equal(2);
      expect((await administration.learning.enrolments.selectOfLearner(into))[0]?.seconds['apa-itu-psm'], broken).to.equal(60);
      await countSittings(assessment);
    }
    expect(await wrongStandings()).to.deep.equal([]);
    expect(await wrongCounters(site.service.application.assessment)).to.deep.equal([]);
  });

  it('become one to the end after a crash between any two writes of their attempts', async () => {
    const { administration, assessment } = site.service.application;
    const quiz = `/courses/${COURSE}/quizzes/kuis-mengenal-psm`;
    const pulled = async (): Promise<never> => {
      throw new Error('the plug was pulled');
    };
    /** The store that fails in its place, one after the other. */
    const places: readonly Partial<Assessment>[] = [
      { attempts: { ...assessment.attempts, rememberMove: pulled } }, { regrades: { ...assessment.regrades, moveChanges: pulled } }, { standings: { ...assessment.standings, change: pulled } },
      { standings: { ...assessment.standings, remove: pulled } }, { sittings: { ...assessment.sittings, remove: pulled } }, { attempts: { ...assessment.attempts, remove: pulled } },
    ];
    for (const [index, place] of places.entries()) {
      const [one, two] = [await learner(`fani.${index}`, 'Fani'), await learner(`fani.${index}.b`, 'Fani')];
      for (const visitor of [one, two]) {
        await visitor.read(`/courses/${COURSE}/lessons/apa-itu-psm`);
        await visitor.sit(quiz, () => true);
      }
      const [from, into] = [await idOf(`fani.${index}.b`), await idOf(`fani.${index}`)];
      await administration.merges.begin(from, into, 'rina');
      const personal = administration.personal.map((room) => ('attempts' in room.collections ? assessmentPersonal({ ...assessment, ...place }) : room));
      expect(await finishMerges({ ...administration, personal }).then(() => 'done', (problem: Error) => problem.message)).to.equal('the plug was pulled');
      expect(await finishMerges(administration)).to.equal(1);
      const attempts = await assessment.attempts.selectAll(into, COURSE, 'kuis-mengenal-psm');
      expect(attempts.map(({ number }) => number).toSorted(), String(index)).to.deep.equal([1, 2]);
      expect((await assessment.sittings.selectOfLearner(COURSE, 'kuis-mengenal-psm', into)).length, String(index)).to.equal(2);
      expect((await assessment.attempts.selectAll(from, COURSE, 'kuis-mengenal-psm')).length, String(index)).to.equal(0);
    }
    await countSittings(assessment);
    expect(await wrongStandings()).to.deep.equal([]);
    expect(await wrongCounters(assessment)).to.deep.equal([]);
  });

  it('are not merged with staff, with themselves, beyond one’s reach, or into two', async () => {
    const edi = await idOf('cici');
    expect((await chief.post(`/admin/users/${edi}/merge`, { from: edi })).status).to.equal(409);
    expect((await chief.post(`/admin/users/${edi}/merge`, { from: await idOf('rina') })).status).to.equal(409);
    await new Visitor(site).signUp('agus');
    await site.service.application.accounts.accounts.changeRole(await idOf('agus'), 'administrator', ['11.01']);
    const agus = new Visitor(site);
    await agus.signIn('agus', PASSWORD);
    expect((await agus.get(`/admin/users/${edi}/merge`)).status).to.equal(404);
    const { administration } = site.service.application;
    expect((await administration.merges.begin('x', 'y', 'rina')).into).to.equal('y');
    expect((await administration.merges.begin('x', 'z', 'rina')).into).to.equal('y');
  });
});

describe('a name that is put right', function () {
  this.timeout(60_000);
  let site: TestService;
  before(async () => {
    site = await startTestService();
  });
  after(() => site?.close());

  it('is printed from then on; the certificate of before is offered to be issued anew; one word is enough', async () => {
    const chief = await firstAdministrator(site);
    const visitor = new LearnerOverHttp(site, COURSE, readAnswerKey(`courses/${COURSE}`));
    await visitor.signUp('sukarti', { name: 'Sukartii' });
    await visitor.enrol();
    const { accounts, certification } = site.service.application;
    const id = (await accounts.accounts.selectOptionalByUserName('sukarti'))?._id ?? '';
    const path = `/admin/users/${id}`;
    const { exam } = await visitor.learn();
    await visitor.get(await visitor.sit(exam));
    const [sample] = await certification.certificates.selectOfLearner(id);
    // As if an issuer had been set: samples are not issued anew.
    if (sample) await certification.certificates.changeState(sample._id, ['sample'], { to: 'valid', at: new Date(), by: 'system', reason: '' });
    const refused = await chief.post(`${path}/name`, { name: '' }, path);
    expect([refused.status, refused.text.includes('Isi nama Anda')]).to.deep.equal([422, true]);
    expect((await chief.post(`${path}/name`, { name: 'Sukarti' }, path)).status).to.equal(303);
    const page = await chief.get(path);
    expect(page.text).to.include('Masih tercetak dengan nama lain:').and.to.include(`/admin/certificates/${sample?.serial}`).and.to.include('<h1>Sukarti</h1>');
    expect((await chief.get(`/admin/certificates/${sample?.serial}`)).text).to.include('/reissue');
    expect((await chief.post(`${path}/name`, { name: 'Sukarti' }, path)).status).to.equal(409);
    expect((await chief.get('/admin/users?q=sukarti')).text).to.include('Sukarti');
  });
});
