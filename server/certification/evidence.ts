import type { Connection } from 'mongoose';
import { createAskedQuestions, type Asked } from '../assessment/asked-questions.ts';
import type { AttemptRecord } from '../assessment/attempt-model.ts';
import { createAttemptStore } from '../assessment/attempt-store.ts';
import type { StandingRecord } from '../assessment/standing-model.ts';
import { currentEvidence } from '../assessment/count-attempt.ts';
import { createStandingStore } from '../assessment/standing-store.ts';
import type { Courses } from '../learning/learning.ts';
import type { IssuedCertificate } from './certificate-model.ts';

/** An attempt that proved something, with the questions as it was asked them; `asked` undefined: its version is gone. */
export interface ProvingAttempt {
  readonly attempt: AttemptRecord;
  readonly asked: Asked | undefined;
}

/** A unit of a certificate, and the attempt that proved it; undefined where nobody knows any more. */
export interface UnitEvidence {
  readonly unit: IssuedCertificate['record']['units'][number];
  readonly proof: ProvingAttempt | undefined;
  /** The attempt was written into the certificate when it was issued; else it is the one that counts today. */
  readonly isFrozen: boolean;
}

/** Where the answers stand that certificates rest on. */
export interface Evidence {
  /** What counts of a learner's standing, with the attempts that gave it. */
  standingOf(learner: string, course: string): Promise<StandingRecord>;
  /** Each unit of a certificate with its proof, in the order of the certificate. */
  of(certificate: IssuedCertificate): Promise<readonly UnitEvidence[]>;
}

/** Code of a unit -> id of the attempt that counts for it. */
export const attemptsByUnit = ({ units }: Pick<StandingRecord, 'units'>): ReadonlyMap<string, string> =>
  new Map(units.map(({ code, attempt }) => [code, attempt]));

export function createEvidence(connection: Connection, courses: Courses): Evidence {
  const standings = createStandingStore(connection);
  const attempts = createAttemptStore(connection);
  const asked = createAskedQuestions(courses);

  const proofOf = async (attempt: AttemptRecord): Promise<ProvingAttempt> => ({ attempt, asked: await asked.of(attempt).catch(() => undefined) });

  const standingOf: Evidence['standingOf'] = async (learner, course) => currentEvidence(await standings.select(learner, course), courses.course(course));

  return {
    standingOf,
    async of({ learner, course, record }) {
      const counting = attemptsByUnit(await standingOf(learner, course));
      // Where two accounts became one, attempts have other ids than on that day.
      const moves = await attempts.selectMoves(record.units.flatMap((unit) => unit.attempt ?? []));
      const idOf = (unit: UnitEvidence['unit']): string | undefined => (unit.attempt === undefined ? counting.get(unit.code) : (moves.get(unit.attempt) ?? unit.attempt));
      const ids = [...new Set(record.units.flatMap((unit) => idOf(unit) ?? []))];
      // Nobody else's: whatever a record says, what is shown was answered by its holder.
      const own = (await attempts.selectByIds(ids)).filter((attempt) => attempt.learner === learner && attempt.course === course);
      const proofs = new Map(await Promise.all(own.map(async (attempt) => [attempt._id, await proofOf(attempt)] as const)));
      return record.units.map((unit) => ({ unit, proof: proofs.get(idOf(unit) ?? ''), isFrozen: unit.attempt !== undefined }));
    },
  };
}
