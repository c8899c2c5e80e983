import type { Connection } from 'mongoose';
import { randomId } from '../../accounts/random-id.ts';
import type { KeptPaper } from '../../certification/keep-paper.ts';
import { NotFound } from '../../errors.ts';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { insertMissing } from '../../storage/insert-missing.ts';
import { selectOptionalById } from '../../storage/storage.ts';
import type { AccountPosition } from '../../accounts/account-store.ts';
import { createClassListing } from './class-listing-store.ts';
import { classModel, memberModel, type ClassRecord, type ClassState, type MemberRecord } from './class-model.ts';
import { createMemberOrder } from './member-order-store.ts';
import { createSeats, seatsLeftOf } from './seat-store.ts';

/** Milliseconds since 1970 fit into so many digits to the base of 36 until the year 5188. */
const TIME_DIGITS = 9;
const BASE = 36;

/** Begins with the time, so that the newest are found first. */
export const timedId = (now: Date): string => `${now.getTime().toString(BASE).padStart(TIME_DIGITS, '0')}-${randomId()}`;

/** What a form says about a class. */
export type ClassFacts = Pick<ClassRecord, 'name' | 'regions' | 'organisations' | 'trainers' | 'begins' | 'ends' | 'quota'>;
/** Behind this name, and of namesakes behind this account. */
export type MemberPosition = AccountPosition;

const onlyRegion = ({ regions }: Pick<ClassRecord, 'regions'>): Pick<ClassRecord, 'regionCode'> => ({ regionCode: regions.length === 1 ? regions[0] : undefined });

export type ClassStore = ReturnType<typeof createClassStore>;

/** Told of whoever becomes a member; `following` follows them. */
export interface Membership {
  aroundMembers<T>(classId: string, learners: readonly string[], write: () => Promise<T>): Promise<T>;
}

export function createClassStore(connection: Connection, membership: Membership) {
  const classes = classModel(connection);
  const members = memberModel(connection);
  const listing = createClassListing(connection);
  return {
    ...listing,
    ...createSeats(connection),
    ...createMemberOrder(connection),
    async createClass(given: ClassFacts & Pick<ClassRecord, 'course' | 'by'>): Promise<ClassRecord> {
      const createdAt = new Date();
      const seats = { seatsLeft: seatsLeftOf(given.quota, 0), memberCount: 0, seatVersion: 0 };
      const record: ClassRecord = { ...given, ...seats, ...onlyRegion(given), _id: timedId(createdAt), state: 'open', createdAt, schemaVersion: 2 };
      await listing.putPlaces(record);
      await classes.create(record);
      return record;
    },
    /** What the form says; the course stays. New places first, so that nobody loses sight of the class in between. */
    async changeClass(id: string, given: ClassFacts): Promise<void> {
      for (;;) {
        const before = await selectOptionalById(classes, id);
        if (!before) throw new NotFound('Angkatan ini tidak ada.');
        const after = { ...before, ...given, ...onlyRegion(given) };
        await listing.putPlaces(after);
        const { name, regions, organisations, trainers, ...maybe } = { ...given, ...onlyRegion(given) };
        const unset = Object.keys(maybe).filter((key) => maybe[key as keyof typeof maybe] === undefined);
        const set = Object.fromEntries(Object.entries(maybe).filter(([, value]) => value !== undefined));
        const { matchedCount } = await classes.updateOne(
          { _id: id, seatVersion: before.seatVersion },
          {
            $set: { name, regions, organisations, trainers, ...set, seatsLeft: seatsLeftOf(given.quota, before.memberCount) },
            $inc: { seatVersion: 1 },
            ...(unset.length > 0 ? { $unset: Object.fromEntries(unset.map((key) => [key, 1 as const])) } : {}),
          },
        );
        // Somebody took a seat meanwhile: what is left of the quota is reckoned anew.
        if (matchedCount === 0) continue;
        await listing.dropPlaces(before, after);
        return;
      }
    },
    async selectSome(ids: readonly string[]): Promise<ClassRecord[]> {
      return classes.find({ _id: { $in: [...ids] } }).lean();
    },
    selectOptionalClass: (id: string): Promise<ClassRecord | undefined> => selectOptionalById(classes, id),
    /** What its certificates say from now on; undefined: what course and site say. */
    async changePaper(id: string, paper: KeptPaper | undefined): Promise<void> {
      await classes.updateOne({ _id: id }, paper ? { $set: { paper } } : { $unset: { paper: 1 } });
    },
    /** Of the classes in which a learner takes a course the one joined last, so that nobody has two papers. */
    async selectOptionalClassOf(learner: string, course: string): Promise<ClassRecord | undefined> {
      const memberships = (await members.find({ learner }).lean()).toSorted((a, b) => b.joinedAt.getTime() - a.joinedAt.getTime());
      if (memberships.length === 0) return undefined;
      const found = await classes.find({ _id: { $in: memberships.map((member) => member.class) } }).lean();
      const byId = new Map(found.map((record) => [record._id, record]));
      return memberships.map((member) => byId.get(member.class)).find((record) => record?.course === course);
    },
    async changeState(record: ClassRecord, state: ClassState): Promise<void> {
      await classes.updateOne({ _id: record._id }, { $set: { state } });
      await listing.putPlaces({ ...record, state });
    },

    /** Once; again changes nothing. False: is a member already. Whoever calls this without a seat calls `recount` afterwards. */
    async addMember(classId: string, learner: string, more: Pick<MemberRecord, 'token'> & Partial<Pick<MemberRecord, 'nameKey'>> = {}): Promise<boolean> {
      try {
        const member = { _id: `${classId}:${learner}`, class: classId, learner, nameKey: '', ...more, joinedAt: new Date(), schemaVersion: 2 };
        await membership.aroundMembers(classId, [learner], () => members.create(member));
        return true;
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
        return false;
      }
    },
    /** False: was no member. */
    async removeMember(classId: string, learner: string): Promise<boolean> {
      const { deletedCount } = await membership.aroundMembers(classId, [learner], () => members.deleteOne({ _id: `${classId}:${learner}` }));
      return deletedCount === 1;
    },
    selectOptionalMember: (classId: string, learner: string): Promise<MemberRecord | undefined> => selectOptionalById(members, `${classId}:${learner}`),
    /** One page in the order of names. */
    /** `prefix`: what the name begins with, as `nameKeyOf` writes it. */
    async selectMemberNames(classId: string, after: MemberPosition | undefined, size: number, prefix?: string): Promise<MemberRecord[]> {
      const named = prefix ? [{ nameKey: { $gte: prefix, $lt: `${prefix}\uffff` } }] : [];
      const beyond = after
        ? [{ nameKey: { $gte: after.nameKey } }, { $or: [{ nameKey: { $gt: after.nameKey } }, { nameKey: after.nameKey, _id: { $gt: `${classId}:${after.id}` } }] }]
        : [];
      return members.find({ $and: [{ class: classId }, ...named, ...beyond] }).sort({ nameKey: 1, _id: 1 }).limit(size).lean();
    },
    async selectMembers(classId: string): Promise<MemberRecord[]> {
      return members.find({ class: classId }).sort({ _id: 1 }).lean();
    },

    /** `class:learner`; in no particular order. */
    async selectMembersByIds(ids: readonly string[]): Promise<MemberRecord[]> {
      return members.find({ _id: { $in: [...ids] } }).lean();
    },
    /** All members of all classes, a page of them in the order of `_id`. */
    async selectPageOfAll(afterId: string | undefined, size: number): Promise<MemberRecord[]> {
      return members.find(afterId ? { _id: { $gt: afterId } } : {}).sort({ _id: 1 }).limit(size).lean();
    },

    /** Many at once; who is a member stays one. `at`: what tells those added by this from others. Call `recount` afterwards. */
    async addMembers(classId: string, learners: readonly string[], at: Date, nameKeys: ReadonlyMap<string, string>): Promise<void> {
      const added = learners.map((learner): MemberRecord => ({ _id: `${classId}:${learner}`, class: classId, learner, nameKey: nameKeys.get(learner) ?? '', joinedAt: at, schemaVersion: 2 }));
      await membership.aroundMembers(classId, learners, () => insertMissing(members, added));
    },
    /** Takes back what `addMembers` did at that moment. Call `recount` afterwards. */
    async removeMembers(classId: string, learners: readonly string[], at: Date): Promise<void> {
      const ids = learners.map((learner) => `${classId}:${learner}`);
      await membership.aroundMembers(classId, learners, () => members.deleteMany({ _id: { $in: ids }, joinedAt: at }));
    },
    /** A page of members, behind one of them. */
    async selectMemberPage(classId: string, after: string | undefined, size: number): Promise<MemberRecord[]> {
      return members.find(after === undefined ? { class: classId } : { class: classId, _id: { $gt: after } }).sort({ _id: 1 }).limit(size).lean();
    },
    async selectMemberships(learner: string): Promise<MemberRecord[]> {
      return members.find({ learner }).lean();
    },
    /** Which of these learners are in the class. */
    async selectAmong(classId: string, learners: readonly string[]): Promise<Set<string>> {
      const found = await members.find({ _id: { $in: learners.map((learner) => `${classId}:${learner}`) } }).lean();
      return new Set(found.map(({ learner }) => learner));
    },
    /** Which of these learners are in another class too. */
    async selectInOtherClasses(classId: string, learners: readonly string[]): Promise<Set<string>> {
      const found = await members.find({ learner: { $in: [...learners] } }).lean();
      return new Set(found.filter((member) => member.class !== classId).map(({ learner }) => learner));
    },
  };
}
