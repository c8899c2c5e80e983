import type { Course, Translated } from '../content/course.ts';

/**
 * What a learner has shown in the quizzes and the exam of a course. The learning room needs it to tell when a
 * module is done; the assessment room, which comes later, knows it and implements `Standings`.
 */
export interface QuizStanding {
  /** Best score in percent. */
  readonly best: number;
  readonly passed: boolean;
  readonly attempts: number;
}

export interface UnitStanding {
  /** Percent of the evidence that counts. */
  readonly score: number;
  readonly met: boolean;
}

export interface Standing {
  /** Quiz id -> standing; a quiz that was never finished is absent. */
  readonly quizzes: Readonly<Record<string, QuizStanding>>;
  /** Competency code -> standing in the exam; a unit that was never sat is absent. */
  readonly units: Readonly<Record<string, UnitStanding>>;
  /** Something was shown in an earlier version that no longer counts: its author asks for a retake. */
  readonly mustRetake?: boolean;
}

export const NO_STANDING: Standing = { quizzes: {}, units: {} };

export interface Standings {
  of(learner: string, course: string): Promise<Standing>;
}

/** Whether the exam may be sat; the assessment room, which knows attempts and waiting times, implements it. */
export interface ExamDoor {
  readonly state: 'locked' | 'open' | 'running' | 'waiting' | 'passed' | 'exhausted' | 'closed';
  /** When it opens, or opens again, while `waiting`. */
  readonly until?: Date | undefined;
  /** Nobody has sat it yet: it opens for the first time. */
  readonly isFirst?: boolean | undefined;
  /** Units of competency that are still to be sat. */
  readonly unitsLeft: number;
}

export interface ExamDoors {
  of(learner: string, course: Course, modulesDone: boolean): Promise<ExamDoor | undefined>;
}

/** Which courses a learner holds a valid certificate of; the certification room implements it. */
export interface HeldCertificates {
  coursesOf(learner: string): Promise<readonly string[]>;
  /** Address of the holder's certificate of this course, if there is one. */
  addressOf(learner: string, course: string): Promise<string | undefined>;
}

/** One of the learner's certificates, as lists show it. */
export interface HeldCertificate {
  readonly course: string;
  readonly courseTitle: string;
  readonly serial: string;
  readonly href: string;
  readonly downloadHref: string;
  /** `YYYY-MM-DD` */
  readonly validUntil: string | undefined;
  readonly state: 'valid' | 'sample' | 'expired' | 'suspended' | 'revoked' | 'superseded';
  /** It can be renewed, or is being renewed. */
  readonly renewal?: RenewalOffer | undefined;
}

/** What a renewal asks. */
export interface RenewalOffer {
  readonly state: 'offered' | 'begun';
  /** Titles of the units of competency that are still to be examined. */
  readonly units: readonly Translated<string>[];
  /** Units of the course. */
  readonly total: number;
  /** POST begins it. */
  readonly action: string;
  readonly examHref: string;
}

/** What a learner holds, newest first; the certification room implements it. */
export interface CertificateShelf {
  of(learner: string): Promise<readonly HeldCertificate[]>;
}
