import type { Connection } from 'mongoose';
import { createAskedQuestions } from '../assessment/asked-questions.ts';
import { createAttemptStore } from '../assessment/attempt-store.ts';
import { recountStandings } from '../assessment/recount-standings.ts';
import { createStandingStore } from '../assessment/standing-store.ts';
import { createVersionStore } from '../content/version-store.ts';
import { createEnrolmentStore } from '../learning/enrolment-store.ts';

/**
 * What is derived from other documents so that no page has to count: compared with what it is derived from, and with
 * `repair` derived anew. Gives a line for each that differs. Courses are read from their stored versions alone.
 */
export async function* checkStandings(connection: Connection, repair: boolean): AsyncGenerator<string> {
  const versions = createVersionStore(connection);
  const courses = { courses: () => [], course: () => undefined, versionOf: (id: string, version: string) => versions.load(id, version) };
  const needs = {
    attempts: createAttemptStore(connection),
    standings: createStandingStore(connection),
    asked: createAskedQuestions(courses),
    learning: { enrolments: createEnrolmentStore(connection), courses },
    latest: (course: string) => versions.latest(course),
  };
  for await (const id of recountStandings(needs, repair)) {
    yield `standings, dokumen ${id}: berbeda dari percobaan yang tersimpan${repair ? '; sudah dihitung ulang' : ''}`;
  }
}
