import type { Connection } from 'mongoose';
import { NOBODY_FOLLOWS, type Whereabouts } from '../accounts/whereabouts.ts';
import type { Course } from '../content/course.ts';
import { createEnrolmentStore, type EnrolmentStore } from './enrolment-store.ts';
import type { EnrolmentRecord } from './enrolment-model.ts';
import type { HeldCertificates, Standings } from './standing.ts';

/** What the learning room needs of the catalogue. */
export interface Courses {
  courses(): readonly Course[];
  course(id: string): Course | undefined;
  /** An earlier version, from storage. */
  versionOf(id: string, version: string): Promise<Course | undefined>;
}

export interface Learning {
  readonly enrolments: EnrolmentStore;
  readonly courses: Courses;
  readonly standings: Standings;
  readonly certificates: HeldCertificates;
  /**
   * The course as this learner has to finish it: the version begun where the author pins it, else today's.
   * What it demands (lessons, quizzes, minimums) comes from here; the wording of a lesson that still exists is
   * always today's, so that a corrected typo reaches everybody.
   */
  courseFor(enrolment: EnrolmentRecord): Promise<Course | undefined>;
}

export function openLearning(
  connection: Connection,
  courses: Courses,
  standings: Standings,
  certificates: HeldCertificates,
  whereabouts: Whereabouts = NOBODY_FOLLOWS,
): Learning {
  return {
    enrolments: createEnrolmentStore(connection, whereabouts),
    courses,
    standings,
    certificates,
    async courseFor(enrolment) {
      const today = courses.course(enrolment.course);
      if (today && (today.onChange !== 'pin' || today.version === enrolment.version)) return today;
      return (await courses.versionOf(enrolment.course, enrolment.version)) ?? today;
    },
  };
}
