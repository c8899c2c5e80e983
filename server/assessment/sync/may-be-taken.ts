import type { Quiz } from '../../content/course.ts';
import type { AttemptRecord } from '../attempt-model.ts';
import { typeOf } from '../question-types/registry.ts';

/**
 * Whether a quiz can be taken along and answered without a network. Exams and whatever a clock ends need one, and so do questions
 * whose next step only the server knows, or whose answer is a file.
 */
export const mayBeTaken = ({ kind, offline, timeLimitMinutes, window, questions }: Quiz): boolean =>
  kind === 'quiz' && offline !== false && timeLimitMinutes === undefined && window?.until === undefined && questions.every((question) => !typeOf(question).needsNetwork);

/** The same of an attempt that has begun: an earlier version may have had a time limit. */
export const mayBeTakenAlong = (attempt: Pick<AttemptRecord, 'deadline' | 'kind'>, quiz: Quiz): boolean => attempt.deadline === undefined && mayBeTaken(quiz);
