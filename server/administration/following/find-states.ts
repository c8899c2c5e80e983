import type { AccountRecord } from '../../accounts/account-model.ts';
import { currentEvidence } from '../../assessment/count-attempt.ts';
import { presentStanding } from '../../assessment/standing-store.ts';
import type { StandingRecord } from '../../assessment/standing-model.ts';
import { FIRST_CYCLE, newestOf, SAMPLE_CYCLE, slotOf } from '../../certification/certificate-store.ts';
import type { Course } from '../../content/course.ts';
import type { EnrolmentRecord } from '../../learning/enrolment-model.ts';
import { progressOf } from '../../learning/progress.ts';
import { NO_STANDING } from '../../learning/standing.ts';
import type { MemberRecord } from '../classes/class-model.ts';
import { NO_REGION, type FollowRecord, type FollowState } from './follow-model.ts';
import type { FollowSources } from './following.ts';
import { placeOf } from './place.ts';

/** What is known of a member now. */
export interface Found {
  /** The class's course. */
  readonly course: string;
  /** Undefined: a member no more, or the account is gone. */
  readonly state: FollowState | undefined;
  /** The last thing that is known to have happened, for a member who was not followed before. */
  readonly lastAt: Date;
}

interface Member {
  readonly record: FollowRecord;
  readonly member: MemberRecord;
  readonly account: AccountRecord;
}

/** Not held: revoked ones. One in whose place another stands holds as that does. */
async function certifiedOf({ certificates }: FollowSources, course: string, learners: readonly string[]): Promise<Set<string>> {
  const states = await certificates.selectStates(learners.flatMap((learner) => [slotOf(learner, course, FIRST_CYCLE), slotOf(learner, course, SAMPLE_CYCLE)]));
  const held = new Set<string>();
  for (const learner of learners) {
    const real = slotOf(learner, course, FIRST_CYCLE);
    const state = states.get(real) ?? states.get(slotOf(learner, course, SAMPLE_CYCLE));
    if (state === 'valid' || state === 'sample') held.add(learner);
    if (state !== 'superseded') continue;
    const first = await certificates.selectOptional(states.has(real) ? real : slotOf(learner, course, SAMPLE_CYCLE));
    const newest = first && (await newestOf(certificates, first));
    if (newest?.state === 'valid' || newest?.state === 'sample') held.add(learner);
  }
  return held;
}

/** The versions that these learners have to finish, each looked up once. */
function versionsOf({ learning }: FollowSources): (enrolment: EnrolmentRecord) => Promise<Course | undefined> {
  const known = new Map<string, Promise<Course | undefined>>();
  return (enrolment) => {
    const found = known.get(enrolment.version) ?? learning.courseFor(enrolment);
    known.set(enrolment.version, found);
    return found;
  };
}

const standingIn = (kept: StandingRecord | undefined, today: Course) => (kept ? presentStanding(currentEvidence(kept, today)) : NO_STANDING);

/** Members of classes of one course. */
async function statesIn(sources: FollowSources, today: Course, members: readonly Member[]): Promise<Map<string, Found>> {
  const learners = members.map(({ account }) => account._id);
  const [enrolments, standings, certified, waiting] = await Promise.all([
    sources.learning.enrolments.selectSome(today.id, learners),
    sources.standings.selectSome(today.id, learners),
    certifiedOf(sources, today.id, learners),
    sources.markings.countWaiting(today.id, learners),
  ]);
  const versionOf = versionsOf(sources);
  const found = new Map<string, Found>();
  for (const { record, member, account } of members) {
    const enrolment = enrolments.get(account._id);
    const own = (enrolment && (await versionOf(enrolment))) ?? today;
    const standing = standingIn(standings.get(account._id), today);
    const progress = progressOf(own, enrolment, standing);
    const facts = {
      hasEntered: account.passwordHash !== undefined || account.lastSignInAt !== undefined,
      hasBegun: enrolment !== undefined && (Object.keys(enrolment.read).length > 0 || Object.keys(standing.quizzes).length > 0),
      isCertified: certified.has(account._id), isExhausted: false, course: today, progress, standing,
    };
    const place = placeOf(facts);
    // Attempts are looked at for those alone whom they may keep.
    const door = place === 'units' ? await sources.examDoors.of(account._id, own, progress.modulesDone) : undefined;
    const units = Object.entries(standing.units).map(([code, { met }]) => ({ code, met })).sort((a, b) => (a.code < b.code ? -1 : 1));
    const unmarked = waiting.get(account._id);
    const lastAt = facts.hasBegun && enrolment ? enrolment.lastAt : member.joinedAt;
    found.set(record._id, { course: today.id, lastAt, state: { region: account.regionCode ?? NO_REGION, place: door?.state === 'exhausted' ? 'exhausted' : place, units, ...(unmarked && { unmarked }) } });
  }
  return found;
}

/** Where each of these stands now. Who is in a class whose course is not there is left as he or she was: not in the answer. */
export async function findStates(sources: FollowSources, records: readonly FollowRecord[]): Promise<Map<string, Found>> {
  const [members, people] = await Promise.all([
    sources.classes.selectMembersByIds(records.map(({ _id }) => _id)),
    sources.accounts.selectByIds([...new Set(records.map(({ learner }) => learner))]),
  ]);
  const memberById = new Map(members.map((member) => [member._id, member]));
  const accountById = new Map(people.map((account) => [account._id, account]));
  const found = new Map<string, Found>();
  const byCourse = new Map<string, Member[]>();
  for (const classId of new Set(records.map((record) => record.class))) {
    const course = (await sources.classes.selectOptionalClass(classId))?.course;
    if (course === undefined) continue;
    for (const record of records.filter((each) => each.class === classId)) {
      const [member, account] = [memberById.get(record._id), accountById.get(record.learner)];
      if (member && account) byCourse.set(course, [...(byCourse.get(course) ?? []), { record, member, account }]);
      else found.set(record._id, { course, state: undefined, lastAt: new Date() });
    }
  }
  for (const [course, those] of byCourse) {
    const today = sources.learning.courses.course(course);
    if (today) for (const [id, one] of await statesIn(sources, today, those)) found.set(id, one);
  }
  return found;
}
