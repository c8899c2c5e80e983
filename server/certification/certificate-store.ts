import type { Connection, QueryFilter } from 'mongoose';
import { NOBODY_FOLLOWS, type Whereabouts } from '../accounts/whereabouts.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { selectOptionalById } from '../storage/storage.ts';
import { mergedPage } from '../storage/merged-page.ts';
import { AT_THE_BEGINNING, beyond, clausesOf, comparePositions, listsOf, orderOf, positionIn, type CertificateFilter, type CertificatePlace, type CertificatePosition } from './certificate-filter.ts';
import { certificateModel, type IssuedCertificate, type StateChange } from './certificate-model.ts';
import type { CertificateRecord } from './certificate-record.ts';
import { STORED_STATES, type StoredState } from './certificate-state.ts';
import type { StatusPlace } from './credential/status-place.ts';
import { parseSerial } from './serial.ts';
import type { SerialStore } from './serial-store.ts';

/** Samples stand in a cycle of their own, so that the real certificate finds its slot free. */
export const SAMPLE_CYCLE = 0;
/** The first certificate; renewal goes on from here. */
export const FIRST_CYCLE = 1;

export const slotOf = (learner: string, course: string, cycle: number): string => `${learner}:${course}:${cycle}`;

const holderOf = (slot: string): string => slot.slice(0, slot.indexOf(':'));

/** The moments that go with two states go when the state does. */
const withState = ({ to, at }: StateChange) => {
  if (to === 'revoked') return { $set: { state: to, revokedAt: at }, $unset: { suspendedAt: 1 as const } };
  if (to === 'suspended') return { $set: { state: to, suspendedAt: at }, $unset: { revokedAt: 1 as const } };
  return { $set: { state: to }, $unset: { revokedAt: 1 as const, suspendedAt: 1 as const } };
};

/** More often than this no certificate is issued anew. */
const LONGEST_CHAIN = 100;

/** What stands in a certificate's place in the end: reissued, renewed, or itself. */
export async function newestOf({ selectOptionalBySerial }: Pick<CertificateStore, 'selectOptionalBySerial'>, certificate: IssuedCertificate): Promise<IssuedCertificate> {
  let newest = certificate;
  for (let step = 0; newest.supersededBy !== undefined && step < LONGEST_CHAIN; step += 1) {
    const parsed = parseSerial(newest.supersededBy);
    const next = parsed.wellFormed ? await selectOptionalBySerial(parsed.key) : undefined;
    if (!next) return newest;
    newest = next;
  }
  return newest;
}

/** All but `withdrawn`, of which only the serial is left. */
const HELD_STATES: readonly StoredState[] = STORED_STATES.filter((state) => state !== 'withdrawn');

/** Certificates that a stream holds in memory at once. */
const BATCH = 200;

export type CertificateStore = ReturnType<typeof createCertificateStore>;

/** A search for a whole serial finds its one certificate, under the same filters. */
async function searchOf(filter: CertificateFilter, serials: SerialStore): Promise<{ filter: CertificateFilter; slot?: string | undefined }> {
  const parsed = filter.search === undefined ? undefined : parseSerial(filter.search);
  const slot = parsed?.wellFormed ? await serials.selectOptionalSlot(parsed.key) : undefined;
  return slot === undefined ? { filter } : { filter: { ...filter, search: undefined }, slot };
}

export function createCertificateStore(connection: Connection, serials: SerialStore, now: () => Date, whereabouts: Whereabouts = NOBODY_FOLLOWS) {
  const certificates = certificateModel(connection);

  const queryOf = async (asked: CertificateFilter, place: CertificatePlace): Promise<QueryFilter<IssuedCertificate>> => {
    const { filter, slot } = await searchOf(asked, serials);
    const clauses = [...clausesOf(filter, calendarDay(now())), ...(slot === undefined ? beyond(asked, place) : [{ _id: slot }])];
    return clauses.length > 0 ? { $and: clauses } : {};
  };

  /** Those of a class, all of them, in the order of a list. */
  const selectOfClass = async (filter: CertificateFilter, place: CertificatePlace): Promise<IssuedCertificate[]> => {
    const compare = comparePositions(filter, place);
    const found = await certificates.find(await queryOf(filter, AT_THE_BEGINNING)).lean();
    const sorted = found.map((certificate) => ({ certificate, at: positionIn(filter)(certificate) })).sort((a, b) => compare(a.at, b.at));
    return sorted.flatMap(({ certificate, at }) => (place.from && compare(at, place.from) <= 0 ? [] : [certificate]));
  };

  /** In the direction of reading: backwards, the nearest one comes first. */
  const selectPage = async (filter: CertificateFilter, place: CertificatePlace, size: number): Promise<IssuedCertificate[]> => {
    if (filter.regions?.length === 0 || filter.learners?.length === 0) return [];
    if (filter.learners) return (await selectOfClass(filter, place)).slice(0, size);
    const lists = listsOf(filter).map((list) => async (from: CertificatePosition | undefined, most: number) =>
      certificates.find(await queryOf(list, { ...place, from })).sort(orderOf(list, place)).limit(most).lean());
    return mergedPage(lists, { after: place.from, size, positionOf: positionIn(filter), compare: comparePositions(filter, place) });
  };

  return {
    selectPage,

    /** Fills a slot; false when another request has filled it. What is inserted here never changes but for its state. */
    async insert(certificate: IssuedCertificate): Promise<boolean> {
      try {
        await whereabouts.around(certificate.learner, () => certificates.create(certificate));
        return true;
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
        return false;
      }
    },

    async selectOptional(slot: string): Promise<IssuedCertificate | undefined> {
      return selectOptionalById(certificates, slot);
    },

    /** By the serial's key. A serial that a crash left without a certificate is as good as unknown. */
    async selectOptionalBySerial(key: string): Promise<IssuedCertificate | undefined> {
      // One read for nearly all, and a string that was parsed needs no casting: the verify page is what strangers open.
      const found: unknown = await certificates.collection.findOne({ serialKey: key });
      if (found) return found as IssuedCertificate;
      const slot = await serials.selectOptionalSlot(key);
      const certificate = slot === undefined ? null : await certificates.findOne({ _id: slot }).lean();
      const parsed = certificate ? parseSerial(certificate.serial) : undefined;
      return certificate && parsed?.wellFormed && parsed.key === key ? certificate : undefined;
    },

    /** One learner's, newest first; withdrawn ones are nobody's any more. */
    async selectOfLearner(learner: string): Promise<IssuedCertificate[]> {
      // A string from the session needs no casting; every page of a course and every result asks for these.
      const found = (await certificates.collection.find({ learner: learner as never }).toArray()) as unknown as IssuedCertificate[];
      return found
        .filter((certificate) => certificate.state !== 'withdrawn')
        .sort((a, b) => b.issuedAt.getTime() - a.issuedAt.getTime());
    },

    /** What fills these slots, in no particular order. */
    async selectSome(slots: readonly string[]): Promise<IssuedCertificate[]> {
      return certificates.find({ _id: { $in: [...slots] } }).lean();
    },

    /** Which of these slots are filled, and in which state. */
    async selectStates(slots: readonly string[]): Promise<ReadonlyMap<string, StoredState>> {
      const found = await certificates.find({ _id: { $in: [...slots] } }, { state: 1 }).lean();
      return new Map(found.map(({ _id, state }) => [_id, state]));
    },

    /** All of a list in its order, read in batches while they are asked for. */
    async *streamRecords(filter: CertificateFilter): AsyncGenerator<IssuedCertificate> {
      if (filter.learners) return yield* filter.learners.length === 0 || filter.regions?.length === 0 ? [] : await selectOfClass(filter, AT_THE_BEGINNING);
      for (let place = AT_THE_BEGINNING; ; ) {
        const batch = await selectPage(filter, place, BATCH);
        yield* batch;
        const last = batch.at(-1);
        if (!last || batch.length < BATCH) return;
        place = { direction: 'forward', from: positionIn(filter)(last) };
      }
    },

    /** How many there are, counted up to `most` and no further, so that the cost is bounded. */
    async countUpTo(filter: CertificateFilter, most: number): Promise<number> {
      if (filter.regions?.length === 0 || filter.learners?.length === 0) return 0;
      const query = await queryOf(filter, AT_THE_BEGINNING);
      return (await certificates.find(query, { _id: 1 }).limit(most).lean()).length;
    },

    /** True when it was in one of the states `from`: of two changes at once, one happens. */
    async changeState(slot: string, from: readonly StoredState[], change: StateChange): Promise<boolean> {
      const update = { ...withState(change), $push: { history: change } };
      const { modifiedCount } = await whereabouts.around(holderOf(slot), () => certificates.updateOne({ _id: slot, state: { $in: [...from] } }, update));
      return modifiedCount === 1;
    },

    /** What another certificate stands in the place of. Doing it twice does it once. */
    async supersede(slot: string, serial: string, change: StateChange): Promise<void> {
      const update = { $set: { state: change.to, supersededBy: serial }, $push: { history: change } };
      await whereabouts.around(holderOf(slot), () => certificates.updateOne({ _id: slot, state: { $in: ['valid', 'sample', 'suspended'] } }, update));
    },

    /** Gives a certificate its place in a status list, unless it has one; gives the one it has. */
    async setStatusPlace(slot: string, place: StatusPlace): Promise<StatusPlace> {
      const $set = { statusList: place.list, statusIndex: place.index };
      await certificates.updateOne({ _id: slot, statusList: { $exists: false } }, { $set });
      const kept = await certificates.findOne({ _id: slot }).lean();
      return { list: kept?.statusList ?? place.list, index: kept?.statusIndex ?? place.index };
    },

    /** The places in a status list of the certificates in one of these states. */
    async selectStatusIndexes(list: number, states: readonly StoredState[]): Promise<number[]> {
      const found = await certificates.find({ statusList: list, state: { $in: [...states] } }, { statusIndex: 1 }).lean();
      return found.flatMap(({ statusIndex }) => (statusIndex === undefined ? [] : [statusIndex]));
    },

    /** What the holder lets others see. `shareToken` undefined takes the link back. */
    async setSharing(slot: string, { shareToken, showsScores }: Pick<IssuedCertificate, 'shareToken' | 'showsScores'>): Promise<void> {
      const $set = { showsScores: showsScores === true, ...(shareToken === undefined ? {} : { shareToken }) };
      await certificates.updateOne({ _id: slot }, shareToken === undefined ? { $set, $unset: { shareToken: 1 as const } } : { $set });
    },

    /** Where two accounts became one: whose it is now, in the slot that it has. */
    async changeHolder(slot: string, learner: string, movedFrom: string): Promise<void> {
      await certificates.updateOne({ _id: slot }, { $set: { learner, movedFrom } });
    },

    /** After it was put into another slot. */
    async remove(slot: string): Promise<void> {
      await certificates.deleteOne({ _id: slot });
    },

    /** All of one learner's go where the learner is: their papers stay as they are. */
    async moveTo(learner: string, place: Pick<IssuedCertificate, 'regionCode' | 'province' | 'regency'>): Promise<void> {
      await certificates.updateMany({ learner, state: { $in: [...HELD_STATES] } }, { $set: place });
    },

    /** Erasure: nothing of the holder stays but that this serial was given. */
    async blank(slot: string, record: CertificateRecord, change: StateChange): Promise<void> {
      const $set = { state: change.to, record, nameKey: '', token: '', history: [change] };
      const $unset = { regionCode: 1 as const, province: 1 as const, regency: 1 as const, shareToken: 1 as const, showsScores: 1 as const };
      await whereabouts.around(holderOf(slot), () => certificates.updateOne({ _id: slot }, { $set, $unset }));
    },
  };
}
