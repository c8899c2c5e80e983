import type { Connection } from 'mongoose';
import { NOBODY_FOLLOWS, type Whereabouts } from '../accounts/whereabouts.ts';
import { currentEvidence } from '../assessment/count-attempt.ts';
import { unitsToSit } from '../assessment/attempt-rules.ts';
import type { CountedUnit, RenewalMark, StandingRecord } from '../assessment/standing-model.ts';
import { createStandingStore } from '../assessment/standing-store.ts';
import type { Course } from '../content/course.ts';
import { quizAddress } from '../learning/addresses.ts';
import type { Courses } from '../learning/learning.ts';
import type { RenewalOffer } from '../learning/standing.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { soonFrom } from './expires-soon.ts';

type Certified = Pick<IssuedCertificate, 'record' | 'expiresOn'>;

/**
 * Codes of the units that a renewal asks: those whose edition rose since they were examined or that are new; and once the
 * certificate expires soon or has expired, those that the course names, or all where nothing else is to be asked. Where
 * anything is asked, so is a unit that the minimum of today was not reached in. Empty: nothing to renew. `today`: `YYYY-MM-DD`.
 */
export function unitsToRenew(course: Course, evidence: readonly CountedUnit[], { record, expiresOn }: Certified, today: string): string[] {
  const shown = new Map(evidence.map((unit) => [unit.code, unit]));
  const certified = new Set(record.units.map(({ code }) => code));
  const isDue = expiresOn <= soonFrom(today);
  const rose = course.competencies.filter(({ code, edition }) => !certified.has(code) || edition > (shown.get(code)?.edition ?? 0));
  const named = isDue ? (course.certificate.renew ?? []) : [];
  const wanted = new Set([...rose.map(({ code }) => code), ...named]);
  if (wanted.size === 0 && isDue) course.competencies.forEach(({ code }) => wanted.add(code));
  if (wanted.size === 0 || !course.exam) return [];
  for (const { code, minimum } of course.competencies) if ((shown.get(code)?.score ?? 0) < minimum) wanted.add(code);
  return unitsToSit(course.exam, course.competencies, (code) => !wanted.has(code));
}

export interface Renewal {
  readonly state: 'offered' | 'begun';
  /** The course as it is published today: what a renewal asks. */
  readonly course: Course;
  /** Codes of the units still to be examined. */
  readonly units: readonly string[];
}

export const renewalOffer = ({ state, course, units }: Renewal, { serial }: Pick<IssuedCertificate, 'serial'>): RenewalOffer => ({
  state,
  units: course.competencies.filter(({ code }) => units.includes(code)).map(({ title }) => title),
  total: course.competencies.length,
  action: `/certificates/${serial}/renewal`,
  examHref: quizAddress(course.id, course.exam?.id ?? ''),
});

const begunMark = (before: StandingRecord, { course, units }: Renewal, cycle: number): RenewalMark => {
  const after = before.quizzes[course.exam?.id ?? '']?.attempts ?? 0;
  const kept = before.renewal?.units.filter(({ code }) => !units.includes(code)) ?? [];
  return { cycle, after, units: [...kept, ...units.map((code) => ({ code, after }))] };
};

export type Renewals = ReturnType<typeof createRenewals>;

export function createRenewals(connection: Connection, courses: Pick<Courses, 'course'>, now: () => Date, whereabouts: Whereabouts = NOBODY_FOLLOWS) {
  const standings = createStandingStore(connection, whereabouts);
  return {
    /** Undefined: this certificate cannot be renewed now. A revoked, suspended or replaced one never can, a sample need not. */
    async of(certificate: IssuedCertificate): Promise<Renewal | undefined> {
      const course = courses.course(certificate.course);
      if (certificate.state !== 'valid' || !course?.exam || course.status === 'pilot') return undefined;
      const standing = await standings.select(certificate.learner, course.id);
      if (standing.renewal?.cycle === certificate.cycle + 1) {
        const met = new Set(currentEvidence(standing, course).units.filter((unit) => unit.met).map(({ code }) => code));
        return { state: 'begun', course, units: unitsToSit(course.exam, course.competencies, (code) => met.has(code)) };
      }
      const units = unitsToRenew(course, standing.units, certificate, calendarDay(now()));
      return units.length > 0 ? { state: 'offered', course, units } : undefined;
    },

    /** From now on these units have to be shown again. Beginning twice begins once. */
    begin: (certificate: IssuedCertificate, renewal: Renewal): Promise<void> =>
      standings.change(certificate.learner, certificate.course, (standing) => {
        const cycle = certificate.cycle + 1;
        return (standing.renewal?.cycle ?? 0) >= cycle ? undefined : { renewal: begunMark(standing, renewal, cycle) };
      }),
  };
}
