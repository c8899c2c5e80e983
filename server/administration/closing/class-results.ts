import type { AccountRecord } from '../../accounts/account-model.ts';
import { currentEvidence } from '../../assessment/count-attempt.ts';
import { presentStanding } from '../../assessment/standing-store.ts';
import type { IssuedCertificate } from '../../certification/certificate-model.ts';
import { FIRST_CYCLE, newestOf, SAMPLE_CYCLE, slotOf } from '../../certification/certificate-store.ts';
import { eligibilityFor, type Missing } from '../../certification/eligibility.ts';
import type { Course } from '../../content/course.ts';
import type { EnrolmentRecord } from '../../learning/enrolment-model.ts';
import { NO_STANDING, type Standing } from '../../learning/standing.ts';
import type { Administration } from '../administration.ts';
import { selectAtPlace, positionOf, type WithinClass } from '../following/at-place.ts';
import type { FollowPosition } from '../following/follow-store.ts';
import type { FollowRecord } from '../following/follow-model.ts';
import type { Place } from '../following/place.ts';
import { mayFollow } from '../policy.ts';

/** Members read at once. */
const BATCH = 100;

/** A member of a class as it is closed. */
export interface ClassResult {
  readonly account: AccountRecord;
  readonly place: Place;
  /** Name of the organisation. */
  readonly organisation: string | undefined;
  readonly enrolment: EnrolmentRecord | undefined;
  readonly standing: Standing;
  /** What is still asked; empty: nothing. */
  readonly missing: readonly Missing[];
  /** The one that holds today. */
  readonly certificate: IssuedCertificate | undefined;
}

async function certificatesOf({ certification: { certificates } }: Administration, course: string, learners: readonly string[]): Promise<Map<string, IssuedCertificate>> {
  const found = await certificates.selectSome(learners.flatMap((learner) => [slotOf(learner, course, FIRST_CYCLE), slotOf(learner, course, SAMPLE_CYCLE)]));
  const held = new Map<string, IssuedCertificate>();
  // The real one last, so that it stands in the sample's place.
  for (const first of found.toSorted((a, b) => a.cycle - b.cycle)) {
    const newest = await newestOf(certificates, first);
    if (newest.state === 'valid' || newest.state === 'sample') held.set(first.learner, newest);
    else held.delete(first.learner);
  }
  return held;
}

/** These members in their order; those whom the viewer may not follow are left out. */
export async function resultsOf(administration: Administration, { viewer }: Pick<WithinClass, 'viewer'>, today: Course, records: readonly FollowRecord[]): Promise<ClassResult[]> {
  const { accounts, assessment, learning } = administration;
  const learners = records.map(({ learner }) => learner);
  const [people, enrolments, standings, certificates] = await Promise.all([
    accounts.accounts.selectByIds(learners),
    learning.enrolments.selectSome(today.id, learners),
    assessment.standings.selectSome(today.id, learners),
    certificatesOf(administration, today.id, learners),
  ]);
  const byId = new Map(people.map((account) => [account._id, account]));
  const named = new Map((await accounts.organisations.selectSome([...new Set(people.flatMap(({ organisation }) => organisation ?? []))])).map(({ _id, name }) => [_id, name]));
  const versions = new Map<string, Course | undefined>();
  const results: ClassResult[] = [];
  for (const { learner, place = 'invited' } of records) {
    const account = byId.get(learner);
    if (!account || !mayFollow(viewer, account)) continue;
    const enrolment = enrolments.get(learner);
    if (enrolment && !versions.has(enrolment.version)) versions.set(enrolment.version, await learning.courseFor(enrolment));
    const own = (enrolment && versions.get(enrolment.version)) ?? today;
    const kept = standings.get(learner);
    const standing = kept ? presentStanding(currentEvidence(kept, today)) : NO_STANDING;
    const certificate = certificates.get(learner);
    const eligibility = eligibilityFor(own, enrolment, standing);
    results.push({ account, place, organisation: named.get(account.organisation ?? ''), enrolment, standing, missing: certificate || eligibility.eligible ? [] : eligibility.missing, certificate });
  }
  return results;
}

/** Everybody at these places, one place after the other, read in batches while they are asked for. */
export async function* streamClass(administration: Administration, within: WithinClass, today: Course, places: readonly Place[]): AsyncGenerator<ClassResult> {
  for (const place of places) {
    for (let after: FollowPosition | undefined; ; ) {
      const records = await selectAtPlace(administration.following, within, place, after, BATCH);
      yield* await resultsOf(administration, within, today, records);
      const last = records.at(-1);
      if (!last || records.length < BATCH) break;
      after = positionOf(last);
    }
  }
}
