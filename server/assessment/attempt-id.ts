import { createHash } from 'node:crypto';

const LENGTH = 20;

/**
 * The `_id` of an attempt: the first 120 bits of SHA-256 of `learner:course:quiz:number`, base64url. The same four
 * always give the same, so that one insert decides who of two starts was first; in an address it tells nothing.
 */
export const attemptId = (learner: string, course: string, quiz: string, number: number): string =>
  createHash('sha256').update(`${learner}:${course}:${quiz}:${number}`).digest('base64url').slice(0, LENGTH);
