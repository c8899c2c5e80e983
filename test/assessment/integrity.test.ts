import { expect } from 'chai';
import { drawAttempt } from '../../server/assessment/start-attempt.ts';
import { questionTypes } from '../../server/assessment/question-types/registry.ts';
import type { Course, Question } from '../../server/content/course.ts';
import { readCourse } from '../../server/content/read-course.ts';
import { Browser, openSite, viewer, type Page, type Site } from './site.ts';

const folder = new URL('../../courses/psm-dasar', import.meta.url).pathname;
const EXAM = '/courses/psm-dasar/quizzes/ujian-akhir';

type Plain = Readonly<Record<string, unknown>>;

/** The same question with every key and every feedback another one; what is asked stays. */
function rekeyedBody(body: Plain): Plain {
  const entries = Object.entries(body).map(([name, value]): [string, unknown] => {
    if (/feedback/i.test(name)) return [name, typeof value === 'object' && value !== null ? rekeyedFeedback(value as Plain) : '<p>UMPAN-BALIK-LAIN</p>'];
    if (name === 'answer') return [name, typeof value === 'boolean' ? !value : Number(value) + 1];
    if (name === 'answers') return [name, ['jawaban lain']];
    if (name !== 'options' || !Array.isArray(value)) return [name, value];
    const options = value as readonly { readonly correct: boolean }[];
    return [name, options.map((option, index) => ({ ...option, correct: options[(index + 1) % options.length]?.correct, feedback: '<p>UMPAN-BALIK-LAIN</p>' }))];
  });
  return Object.fromEntries(entries);
}
const rekeyedFeedback = (feedback: Plain): Plain => Object.fromEntries(Object.keys(feedback).map((name) => [name, '<p>UMPAN-BALIK-LAIN</p>']));

const rekeyed = (course: Course): Course => ({
  ...course,
  exam: course.exam && {
    ...course.exam,
    questions: course.exam.questions.map((question): Question => ({
      ...question,
      feedback: { original: '<p>UMPAN-BALIK-LAIN</p>' },
      body: Object.fromEntries(Object.entries(question.body).map(([language, body]) => [language, rekeyedBody(body as Plain)])) as unknown as Question['body'],
    })),
  },
});

const textOf = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/&[#\w]+;|\u00ad/g, '').replace(/\s+/g, ' ').trim();

/** Every text that only who may see the key may read: feedback, explanations, answers to be typed. */
function secretsOf({ questions }: NonNullable<Course['exam']>): string[] {
  const secrets: string[] = [];
  const collect = (value: unknown, name: string): void => {
    if (typeof value === 'string' && /feedback/i.test(name)) secrets.push(value);
    else if (Array.isArray(value)) for (const each of value) collect(each, name === 'answers' ? 'feedback' : name);
    else if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) collect(each, /feedback/i.test(name) ? name : key);
  };
  for (const question of questions) {
    collect(question.feedback, 'feedback');
    collect(question.body, 'body');
  }
  return [...new Set(secrets.map(textOf))].filter((text) => text.length > 12);
}

/** Tokens and names of a page's loading are another each time, and say nothing. */
const withoutTokens = ({ status, text, location }: Page) => ({
  status,
  location,
  text: text.replace(/name="_csrf" value="[^"]*"/g, '').replace(/page=[\w-]{6}/g, 'page=').replace(/"at":"[^"]*"/g, ''),
});

describe('the integrity of an attempt', function () {
  this.timeout(60_000);
  let course: Course;

  before(async () => {
    const read = await readCourse(folder, { formats: questionTypes });
    if (!read.course?.exam) throw new Error(JSON.stringify(read.problems.slice(0, 5)));
    course = read.course;
  });

  /** A site on which Siti has done every module, and has begun the exam of this seed. */
  const begun = async (on: Course): Promise<{ site: Site; siti: Browser; attempt: string; total: number }> => {
    const site = await openSite([on]);
    await site.enrol('siti', on);
    await site.readModule('siti', on);
    const passed = { best: 100, passed: true, attempts: 1, lastAttempt: 'x', lastFinishedAt: site.clock.now };
    await site.assessment.standings.change('siti', on.id, () => ({ quizzes: Object.fromEntries(on.modules.flatMap(({ quiz }) => (quiz ? [[quiz.id, passed]] : []))) }));
    if (!on.exam) throw new Error('no exam');
    const units = on.competencies.map(({ code }) => code);
    const drawn = drawAttempt({ learner: 'siti', course: on, quiz: on.exam, modulesDone: () => true }, { unitsLeft: units, last: undefined }, 1, site.clock.now, 'the same for both');
    await site.assessment.attempts.createOnce(drawn);
    return { site, siti: site.browser(viewer('siti')), attempt: `/attempts/${drawn._id}`, total: drawn.questions.length };
  };

  /** Every page and every answer of a whole exam, in both languages, by forms and by the script. Gives what was sent. */
  async function walkThrough(siti: Browser, attempt: string, total: number): Promise<void> {
    await siti.get(EXAM);
    await siti.post(EXAM, { confirmed: '1' });
    await siti.get(attempt);
    await siti.get(`${attempt}/questions`);
    for (let number = 1; number <= total; number += 1) {
      for (const language of ['en', 'id']) {
        await siti.get(`${attempt}/questions/${number}?lang=${language}`);
        const page = await siti.get(`${attempt}/questions/${number}`);
        const first = /<input[^>]*name="response"[^>]*>/.exec(page.text)?.[0] ?? '';
        const values = [...page.text.matchAll(/name="response" value="([^"]*)"/g)].map((found) => found[1] ?? '');
        for (const value of /type="(radio|checkbox)"/.test(first) ? values : ['12', 'entah', '']) {
          await siti.send(Browser.action(page), { response: value });
          await siti.post(Browser.action(page), { response: value, marked: '1', go: 'next' });
        }
        await siti.get(`${attempt}/questions/${number}`);
        // In the end nothing is answered, so that the outcome is the same whatever the key.
        const again = await siti.get(`${attempt}/questions/${number}`);
        await siti.send(Browser.action(again), { response: '' });
      }
      await siti.get(`${attempt}/questions/${number}/report`);
    }
    await siti.get(`${attempt}/confirm`);
    await siti.get(`${attempt}/result`);
    await siti.post(`${attempt}/finish`);
    await siti.open(`${attempt}/result`);
    await siti.get(`${attempt}/questions/1`);
    await siti.get(EXAM);
  }

  it('shows no key, no correctness and no feedback in any response of the exam of psm-dasar', async () => {
    const { site, siti, attempt, total } = await begun(course);
    await walkThrough(siti, attempt, total);
    const secrets = course.exam ? secretsOf(course.exam) : [];
    expect(total).to.equal(35);
    expect(siti.seen.length).to.be.above(400);
    expect(secrets.length).to.be.above(200);
    const asked = new Set(course.exam?.questions.map(({ text }) => textOf(text.original)));
    for (const { text, status } of siti.seen) {
      if (text.startsWith('{')) {
        if (status === 200) expect(Object.keys(JSON.parse(text) as object)).to.deep.equal(['saved', 'at']);
      } else {
        expect(text).to.not.match(/\bcorrect\b|is-right|is-wrong|missed|data-(key|answer)="[^"]/);
      }
      const words = textOf(text);
      expect(secrets.filter((secret) => words.includes(secret) && ![...asked].some((question) => question.includes(secret)))).to.deep.equal([]);
    }
    await site.close();
  });

  it('answers the same, byte by byte, whatever the key is', async () => {
    const [one, other] = await Promise.all([begun(course), begun(rekeyed(course))]);
    await walkThrough(one.siti, one.attempt, one.total);
    await walkThrough(other.siti, other.attempt, other.total);
    const [seen, seenToo] = [one.siti.seen.map(withoutTokens), other.siti.seen.map(withoutTokens)];
    expect(seenToo).to.have.length(seen.length);
    for (const [index, page] of seen.entries()) expect(seenToo[index]).to.deep.equal(page);
    await one.site.close();
    await other.site.close();
  });

  it('would notice a key: a page that tells one differs', () => {
    const [question] = course.exam?.questions ?? [];
    const [changed] = rekeyed(course).exam?.questions ?? [];
    expect(JSON.stringify(changed?.body)).to.not.equal(JSON.stringify(question?.body));
    expect(changed?.text).to.deep.equal(question?.text);
  });

  describe('refuses, with a clear word, and changes nothing:', () => {
    let site: Site;
    let siti: Browser;
    let attempt: string;
    let single: number;
    let typed: number;

    beforeEach(async () => {
      ({ site, siti, attempt } = await begun(course));
      const record = await stored();
      const typeAt = (type: string): number => (record?.questions.findIndex(({ id }) => course.exam?.questions.find((question) => question.id === id)?.type === type) ?? -1) + 1;
      [single, typed] = [typeAt('single'), typeAt('numeric')];
      const page = await siti.get(`${attempt}/questions/${single}`);
      const [value = ''] = /name="response" value="([^"]*)"/.exec(page.text)?.slice(1) ?? [];
      expect((await siti.send(`${attempt}/questions/${single}`, { response: value, device: 'hp', sequence: '5' })).status).to.equal(200);
    });
    afterEach(() => site.close());

    const stored = () => site.assessment.attempts.selectOptional(attempt.split('/').at(-1) ?? '');

    interface Attack {
      readonly what: string;
      readonly by?: 'budi' | 'admin';
      readonly path?: () => string;
      readonly fields: Readonly<Record<string, string | readonly string[]>>;
      readonly status: number;
      readonly says?: string;
    }
    const attacks: readonly Attack[] = [
      { what: 'an answer in another’s attempt', by: 'budi', fields: { response: 'a' }, status: 404, says: 'Percobaan ini tidak ada.' },
      { what: 'an answer by an administrator in a learner’s attempt', by: 'admin', fields: { response: 'a' }, status: 404, says: 'Percobaan ini tidak ada.' },
      { what: 'the end of another’s attempt', by: 'budi', path: () => `${attempt}/finish`, fields: {}, status: 404, says: 'Percobaan ini tidak ada.' },
      { what: 'all answers at once in another’s attempt', by: 'budi', path: () => `${attempt}/questions`, fields: { 'response.x': 'a' }, status: 404, says: 'Percobaan ini tidak ada.' },
      { what: 'an attempt that does not exist', path: () => '/attempts/AAAAAAAAAAAAAAAAAAAA/questions/1', fields: { response: 'a' }, status: 404, says: 'Percobaan ini tidak ada.' },
      { what: 'a question that is not in the attempt', path: () => `${attempt}/questions/36`, fields: { response: 'a' }, status: 404, says: 'Soal ini tidak ada dalam percobaan ini.' },
      { what: 'question 0', path: () => `${attempt}/questions/0`, fields: { response: 'a' }, status: 404 },
      { what: 'question 1e99', path: () => `${attempt}/questions/1e99`, fields: { response: 'a' }, status: 404 },
      { what: 'an option that was not offered', fields: { response: 'pilihan-sendiri' }, status: 400, says: 'Pilihan ini tidak ada pada soal.' },
      { what: 'an option called as every object has one', fields: { response: 'constructor' }, status: 400, says: 'Pilihan ini tidak ada pada soal.' },
      { what: 'words where a number is asked for', path: () => `${attempt}/questions/${typed}`, fields: { response: 'seribu' }, status: 400, says: 'Tulis angkanya saja' },
      { what: 'a number longer than any number', path: () => `${attempt}/questions/${typed}`, fields: { response: '9'.repeat(4000) }, status: 400, says: 'Tulis angkanya saja' },
      { what: 'a device that is part of every object', fields: { response: 'a', device: '__proto__', sequence: '9' }, status: 400 },
      { what: 'a device that is a path', fields: { response: 'a', device: 'x.y', sequence: '9' }, status: 400 },
      { what: 'a sequence below nought', fields: { response: 'a', device: 'hp', sequence: '-1' }, status: 400 },
      { what: 'a sequence without a device', fields: { response: 'a', sequence: '9' }, status: 400 },
      { what: 'more than any answer holds', fields: { response: 'x'.repeat(6000) }, status: 400 },
    ];

    for (const { what, by, path, fields, status, says } of attacks) {
      it(what, async () => {
        const before = await stored();
        const browser = by === undefined ? siti : site.browser(viewer(by, by === 'admin' ? { role: 'administrator' } : {}));
        // A page of their own gives them a token: what is refused is not refused for want of one.
        await site.enrol(by ?? 'siti', course);
        await browser.get(EXAM);
        const script = await browser.send(path?.() ?? `${attempt}/questions/${single}`, fields);
        expect(script.status).to.equal(status);
        const form = await browser.post(path?.() ?? `${attempt}/questions/${single}`, fields);
        // A form that is filled in wrongly comes back.
        expect(form.status).to.equal(status === 400 ? 422 : status);
        for (const said of says === undefined ? [] : [JSON.stringify(script.body), form.text]) expect(said).to.include(says);
        expect(await stored()).to.deep.equal(before);
      });
    }

    it('an event that has arrived before, and one that is older', async () => {
      const before = await stored();
      const id = before?.questions[single - 1]?.id ?? '';
      const options = course.exam?.questions.find((question) => question.id === id)?.body.original as { options: readonly { id: string }[] };
      for (const [sequence, option] of [['5', options.options[1]?.id], ['5', options.options[2]?.id], ['4', options.options[1]?.id], ['1', '']] as const) {
        const { status, body } = await siti.send(`${attempt}/questions/${single}`, { response: option ?? '', device: 'hp', sequence });
        expect([status, body['saved']]).to.deep.equal([200, true]);
      }
      expect(await stored()).to.deep.equal(before);
    });

    it('fields that claim to be right, to have points, to be finished', async () => {
      const before = await stored();
      const response = String(before?.answers[before.questions[single - 1]?.id ?? '']?.response);
      const claims = { correct: 'true', score: '100', points: '99', state: 'finished', 'result.passed': 'true', learner: 'budi', 'answers.x.response': 'a' };
      expect((await siti.send(`${attempt}/questions/${single}`, { response, device: 'hp', sequence: '6', ...claims })).status).to.equal(200);
      const after = await stored();
      expect(after).to.deep.include({ state: 'open', learner: 'siti' });
      expect(after).to.not.have.property('result');
      expect(Object.keys(after?.answers ?? {})).to.deep.equal(Object.keys(before?.answers ?? {}));
    });

    for (const [when, close] of [
      ['after its time is over', async () => void (site.clock.now = new Date(site.clock.now.getTime() + 24 * 60 * 60_000))],
      ['after it was handed in', async () => void (await siti.post(`${attempt}/finish`))],
    ] as const) {
      it(`an answer ${when}`, async () => {
        const before = await stored();
        await close();
        const script = await siti.send(`${attempt}/questions/${single}`, { response: 'a', device: 'hp', sequence: '9' });
        expect(script.status).to.equal(409);
        expect(JSON.stringify(script.body)).to.include('sudah selesai');
        expect((await siti.post(`${attempt}/questions/${single}`, { response: 'a' })).location).to.equal(`${attempt}/result`);
        const after = await stored();
        expect(after).to.deep.include({ state: 'finished', answers: before?.answers });
        expect(after?.result?.passed).to.equal(false);
      });
    }
  });
});
