import { expect } from 'chai';
import { createPatientVersionStore } from '../../server/content/patient-version-store.ts';
import type { VersionStore } from '../../server/content/version-store.ts';
import { course } from '../assessment/course-factory.ts';

describe('a process beside the one that writes versions', () => {
  const saved: string[] = [];
  const store: VersionStore = {
    save: async ({ id }) => void saved.push(id),
    latest: async () => undefined,
    load: async () => undefined,
    knownIds: async () => [],
  };
  beforeEach(() => void (saved.length = 0));

  it('writes nothing once the other has written', async () => {
    let asked = 0;
    const patient = createPatientVersionStore(store, async () => (asked += 1) > 2, { patienceMs: 60_000, lookAgainMs: 1 });
    await patient.save(course({ id: 'kursus' }));
    expect(saved).to.deep.equal([]);
    expect(asked).to.equal(3);
  });

  it('writes itself when the other has died', async () => {
    const patient = createPatientVersionStore(store, async () => false, { patienceMs: 5, lookAgainMs: 1 });
    await patient.save(course({ id: 'kursus' }));
    expect(saved).to.deep.equal(['kursus']);
  });
});
