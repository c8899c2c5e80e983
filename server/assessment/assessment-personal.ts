import { type OwnFile, type PersonalData } from '../accounts/personal/personal-data.ts';
import type { Assessment } from './assessment.ts';
import { filesOfAttempt } from './answer-files.ts';
import type { AttemptRecord } from './attempt-model.ts';
import { attemptsOf } from './attempts-of.ts';
import { moveAttempts } from './move-attempts.ts';
import { markingId } from './marking-store.ts';

type Needs = Pick<Assessment, 'attempts' | 'standings' | 'sittings' | 'markings' | 'files' | 'learning'>;

/** Questions whose answers a person marks: what was written or photographed for them tells of its author. */
const markedByPeople = ({ marks = {}, result }: AttemptRecord): string[] => [...new Set([...Object.keys(marks), ...(result?.waiting ?? [])])];

/** What was answered and what it earned; neither the key nor which of the answers was right. */
async function* ownAttempts(needs: Needs, account: string): AsyncGenerator<object> {
  for await (const { course, version, quiz, kind, number, state, startedAt, finishedAt, answers, marks = {}, result } of attemptsOf(needs, account)) {
    const given = Object.entries(answers).map(([question, { response, at }]) => ({ question, response, at }));
    const marked = Object.entries(marks).map(([question, { points, comment, at }]) => ({ question, points, comment, at }));
    const earned = result && { score: result.score, passed: result.passed, units: result.units.map(({ code, score, met }) => ({ code, score, met })) };
    yield { course, version, quiz, kind, number, state, startedAt, finishedAt, answers: given, marks: marked, result: earned };
  }
}

async function* ownStandings({ learning, standings }: Needs, account: string): AsyncGenerator<object> {
  for (const { course } of await learning.enrolments.selectOfLearner(account)) {
    const { quizzes, units, grants, extraTime } = await standings.select(account, course);
    const given = grants.map(({ quiz, reason, at }) => ({ quiz, reason, at }));
    yield { course, quizzes, units: units.map(({ code, score, met }) => ({ code, score, met })), grants: given, extraTime: extraTime && { percent: extraTime.percent, reason: extraTime.reason, at: extraTime.at } };
  }
}

async function* ownFiles(needs: Needs, account: string): AsyncGenerator<OwnFile> {
  for await (const { _id } of attemptsOf(needs, account)) {
    for await (const key of filesOfAttempt(needs.files, _id)) {
      const bytes = await needs.files.get(key);
      // `answers/a-ATTEMPT/question/ID.jpeg.BYTES`: the size is no part of a file's name elsewhere.
      if (bytes) yield { name: key.replace(/\.\d+$/, '').replace(/^answers/, 'jawaban'), bytes };
    }
  }
}

async function eraseAttempt({ attempts, sittings, markings, files }: Needs, attempt: AttemptRecord): Promise<void> {
  const questions = markedByPeople(attempt);
  const { finishedAt } = attempt;
  if (finishedAt) await markings.remove(questions.map((question) => markingId({ ...attempt, finishedAt }, question)));
  await attempts.forgetAnswers(attempt, questions);
  await sittings.forgetResponses(attempt._id, questions);
  for await (const key of filesOfAttempt(files, attempt._id)) await files.delete(key);
}

/** Results stay as numbers under an id that leads to nobody; texts, files and reasons go. Counters of questions stay as they are. */
export const assessmentPersonal = (assessment: Assessment, needs: Needs = assessment): PersonalData => ({
  collections: {
    attempts: 'personal', moved_attempts: 'reference', standings: 'personal', sittings: 'personal', markings: 'reference', item_counters: 'none', regrades: 'reference', regrade_effects: 'reference', regrade_changes: 'reference',
  },
  sections: (account) => [
    { name: 'capaian', records: ownStandings(needs, account) },
    { name: 'percobaan', records: ownAttempts(needs, account) },
  ],
  files: (account) => ownFiles(needs, account),
  merge: (from, into) => moveAttempts(assessment, from, into),
  async erase(account) {
    for await (const attempt of attemptsOf(needs, account)) await eraseAttempt(needs, attempt);
    for (const { course } of await needs.learning.enrolments.selectOfLearner(account)) {
      await needs.standings.change(account, course, ({ grants, extraTime }) =>
        grants.length === 0 && !extraTime ? undefined : { grants: grants.map((grant) => ({ ...grant, reason: '' })), ...(extraTime && { extraTime: { ...extraTime, reason: '' } }) },
      );
    }
  },
});
