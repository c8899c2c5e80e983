import { createInterface } from 'node:readline';
import { once } from 'node:events';
import { openAccounts } from '../../server/accounts/accounts.ts';
import { finishAttempt } from '../../server/assessment/finish-attempt.ts';
import { grantAttempt } from '../../server/assessment/grant-attempt.ts';
import { startAttempt } from '../../server/assessment/start-attempt.ts';
import { issueIfEligible } from '../../server/certification/issue-certificate.ts';
import { Conflict } from '../../server/errors.ts';
import { SessionStore } from '../../server/web/session-store.ts';
import { openSite as openAssessmentSite } from '../assessment/site.ts';
import { COURSE, openSite } from '../certification/site.ts';

/** What a racer is told to do, as one line of JSON on its standard input. */
export interface Plan {
  readonly codes: readonly string[];
  readonly userNames: readonly string[];
  /** Learners who have earned a certificate. */
  readonly holders: readonly string[];
  /** Learners in front of the first quiz. */
  readonly sitters: readonly string[];
  /** Patterns that share numbers, and one that prints the same by another way. */
  readonly patterns: readonly string[];
  readonly numbers: number;
}

/** What it has won. */
export interface Won {
  readonly codes: readonly string[];
  readonly userNames: readonly string[];
  /** Learner -> serial, and whether it was this process that issued it. */
  readonly certificates: Readonly<Record<string, { readonly serial: string; readonly issued: boolean }>>;
  /** Learner -> attempt. */
  readonly attempts: Readonly<Record<string, string>>;
  readonly granted: readonly string[];
  readonly numbers: readonly string[];
  readonly serials: readonly string[];
}

const RACE_DAY = '2026-11-24';
const [, , folder = ''] = process.argv;
const site = await openSite([COURSE], folder);
const accounts = openAccounts(site.storage.connection, new SessionStore(site.storage.connection));
const { assessment, storage } = await openAssessmentSite([COURSE], folder);
console.log('ready');
const [line]: string[] = await once(createInterface(process.stdin), 'line');
const plan = JSON.parse(line ?? '{}') as Plan;

async function redeem(code: string): Promise<boolean> {
  const record = await accounts.codes.selectOptionalUsable(code, 'password-reset');
  return record !== undefined && accounts.codes.redeem(record);
}

const take = (userName: string): Promise<boolean> =>
  accounts.accounts.createAccount({ userName, name: 'Siti', role: 'learner', passwordHash: undefined }).then(() => true, conflictIsFalse);

const conflictIsFalse = (problem: unknown): boolean => {
  if (problem instanceof Conflict) return false;
  throw problem;
};

async function certificateOf(learner: string): Promise<Won['certificates'][string]> {
  const outcome = await issueIfEligible(site.certification, learner, COURSE.id);
  if (outcome.kind !== 'issued' && outcome.kind !== 'held') throw new Error(`not issued: ${JSON.stringify(outcome)}`);
  return { serial: outcome.certificate.serial, issued: outcome.kind === 'issued' };
}

/** Begins, hands in twice, and asks for another chance: what each page of a quiz does. */
async function sit(learner: string): Promise<{ attempt: string; granted: boolean }> {
  const quiz = COURSE.modules[0]?.quiz;
  if (!quiz) throw new TypeError('the course has a quiz');
  const { attempt } = await startAttempt(assessment, { learner, course: COURSE, quiz, modulesDone: () => true });
  if (attempt) await Promise.all([finishAttempt(assessment, attempt), finishAttempt(assessment, attempt)]);
  const granted = await grantAttempt(assessment, { learner, course: COURSE.id, quiz: quiz.id, by: 'trainer', reason: 'lomba' }).then(() => true, conflictIsFalse);
  return { attempt: attempt?._id ?? '', granted };
}

const winners = async (names: readonly string[], race: (name: string) => Promise<boolean>): Promise<string[]> => {
  const won = await Promise.all(names.map(race));
  return names.filter((_name, index) => won[index]);
};
const each = async <T>(names: readonly string[], race: (name: string) => Promise<T>): Promise<Record<string, T>> =>
  Object.fromEntries(await Promise.all(names.map(async (name) => [name, await race(name)] as const)));

const [codes, userNames, certificates, sittings, numbers, serials] = await Promise.all([
  winners(plan.codes, redeem),
  winners(plan.userNames, take),
  each(plan.holders, certificateOf),
  each(plan.sitters, sit),
  Promise.all(Array.from({ length: plan.numbers }, (_, index) => site.certification.documentNumbers.take(plan.patterns[index % plan.patterns.length] ?? '', RACE_DAY))),
  Promise.all(Array.from({ length: plan.numbers }, (_, index) => site.certification.serials.reserveSerial(`race:${process.pid}:${index}`, 'PSM', '2026'))),
]);
const won: Won = {
  codes, userNames, certificates, numbers,
  attempts: Object.fromEntries(Object.entries(sittings).map(([learner, { attempt }]) => [learner, attempt])),
  granted: Object.entries(sittings).flatMap(([learner, { granted }]) => (granted ? [learner] : [])),
  serials: serials.map(({ key }) => key),
};
console.log(JSON.stringify(won));
process.stdin.destroy();
await storage.close();
await site.storage.close();
