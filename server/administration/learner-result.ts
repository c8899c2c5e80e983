import type { Certification } from '../certification/certification.ts';
import { FIRST_CYCLE, newestOf, SAMPLE_CYCLE, slotOf } from '../certification/certificate-store.ts';
import { inLanguage, type Course } from '../content/course.ts';
import type { Language } from '../web/i18n/language.ts';
import type { EnrolmentRecord } from '../learning/enrolment-model.ts';
import type { Learning } from '../learning/learning.ts';
import { progressOf, type CourseProgress } from '../learning/progress.ts';
import type { ExamDoor, ExamDoors, Standing } from '../learning/standing.ts';

/** Where somebody stands; `met`: every unit's minimum is met, the certificate is on its way. */
export type ResultState = 'studying' | 'exam' | 'waiting' | 'exhausted' | 'met' | 'certified';
export const RESULT_STATES = ['studying', 'exam', 'waiting', 'exhausted', 'met', 'certified'] as const satisfies readonly ResultState[];

export interface ResultSources {
  readonly learning: Learning;
  readonly examDoors: ExamDoors;
  readonly certification: Pick<Certification, 'certificates'>;
}

/** Serial of the certificate that a learner holds of a course, else of the sample; revoked ones are not held. */
async function heldSerial({ certificates }: ResultSources['certification'], learner: string, course: string): Promise<string | undefined> {
  for (const cycle of [FIRST_CYCLE, SAMPLE_CYCLE]) {
    const first = await certificates.selectOptional(slotOf(learner, course, cycle));
    const certificate = first && (await newestOf(certificates, first));
    if (certificate && ['valid', 'sample'].includes(certificate.state)) return certificate.serial;
  }
  return undefined;
}

/** One learner in one course, as of now. */
export interface LearnerResult {
  readonly enrolment: EnrolmentRecord;
  /** The version the learner has to finish. */
  readonly course: Course;
  readonly standing: Standing;
  readonly progress: CourseProgress;
  readonly door: ExamDoor | undefined;
  /** Serial of the certificate. */
  readonly certificate: string | undefined;
  readonly state: ResultState;
}

const stateOf = (certificate: string | undefined, door: ExamDoor | undefined): ResultState => {
  if (certificate !== undefined) return 'certified';
  switch (door?.state) {
    case 'open':
    case 'running':
      return 'exam';
    case 'waiting':
    case 'exhausted':
      return door.state;
    case 'passed':
      return 'met';
    default:
      return 'studying';
  }
};

/** Undefined where no version of the course is left that could tell what it demands. */
export async function resultOf(sources: ResultSources, enrolment: EnrolmentRecord): Promise<LearnerResult | undefined> {
  const { learning, examDoors, certification } = sources;
  const course = await learning.courseFor(enrolment);
  if (!course) return undefined;
  const [standing, certificate] = await Promise.all([
    learning.standings.of(enrolment.learner, course.id),
    heldSerial(certification, enrolment.learner, course.id),
  ]);
  const progress = progressOf(course, enrolment, standing);
  const door = certificate === undefined ? await examDoors.of(enrolment.learner, course, progress.modulesDone) : undefined;
  return { enrolment, course, standing, progress, door, certificate, state: stateOf(certificate, door) };
}

export const courseTitle = (course: Course, language: Language): string => inLanguage(course.shortTitle, language);
