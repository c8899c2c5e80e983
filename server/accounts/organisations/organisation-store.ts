import type { Connection } from 'mongoose';
import { compareTexts, mergedPage } from '../../storage/merged-page.ts';
import { selectOptionalById } from '../../storage/storage.ts';
import type { AccountPosition } from '../account-store.ts';
import { nameKeyOf } from '../names.ts';
import { randomId } from '../random-id.ts';
import { organisationModel, type OrganisationRecord } from './organisation-model.ts';

export type OrganisationFacts = Pick<OrganisationRecord, 'name' | 'regionCode'>;

export interface OrganisationFilter {
  /** Codes of regions, each spelt out; undefined: all, and those without a region. */
  readonly reach: readonly string[] | undefined;
  readonly archived: boolean;
}

export type OrganisationStore = ReturnType<typeof createOrganisationStore>;

export function createOrganisationStore(connection: Connection) {
  const organisations = organisationModel(connection);
  const regionOf = (regionCode: string | undefined) => (regionCode === undefined ? { $unset: { regionCode: 1 as const } } : {});
  return {
    async createOrganisation({ name, regionCode }: OrganisationFacts, by: string, list?: string): Promise<OrganisationRecord> {
      const record: OrganisationRecord = { _id: randomId(), name, nameKey: nameKeyOf(name), regionCode, archived: false, by, list, createdAt: new Date(), schemaVersion: 1 };
      await organisations.create(record);
      return record;
    },
    async changeOrganisation(id: string, { name, regionCode }: OrganisationFacts): Promise<void> {
      const $set = { name, nameKey: nameKeyOf(name), ...(regionCode === undefined ? {} : { regionCode }) };
      await organisations.updateOne({ _id: id }, { $set, ...regionOf(regionCode) });
    },
    async removeOrganisation(id: string): Promise<void> {
      await organisations.deleteOne({ _id: id });
    },
    async archiveOrganisation(id: string, archived: boolean): Promise<void> {
      await organisations.updateOne({ _id: id }, { $set: { archived } });
    },
    selectOptionalOrganisation: (id: string): Promise<OrganisationRecord | undefined> => selectOptionalById(organisations, id),
    async selectSome(ids: readonly string[]): Promise<OrganisationRecord[]> {
      return organisations.find({ _id: { $in: [...ids] } }).lean();
    },
    /** Of the same name in the same region. */
    async selectOptionalNamesake({ name, regionCode }: OrganisationFacts): Promise<OrganisationRecord | undefined> {
      const found = await organisations.find({ nameKey: nameKeyOf(name) }).lean();
      return found.find((each) => each.regionCode === regionCode);
    },
    /** Those in use with one of these names (`nameKeyOf`), in whichever region. */
    async selectNamed(nameKeys: readonly string[]): Promise<OrganisationRecord[]> {
      const found = await organisations.find({ nameKey: { $in: [...nameKeys] } }).lean();
      return found.filter(({ archived }) => !archived);
    },
    /** One page in the order of names. */
    async selectPage({ reach, archived }: OrganisationFilter, after: AccountPosition | undefined, size: number): Promise<OrganisationRecord[]> {
      const lists = (reach ? reach.map((regionCode) => ({ regionCode })) : [{}]).map((region) => (from: AccountPosition | undefined, most: number) => {
        const beyond = from ? [{ nameKey: { $gte: from.nameKey } }, { $or: [{ nameKey: { $gt: from.nameKey } }, { nameKey: from.nameKey, _id: { $gt: from.id } }] }] : [];
        return organisations.find({ $and: [{ ...region, archived }, ...beyond] }).sort({ nameKey: 1, _id: 1 }).limit(most).lean();
      });
      if (lists.length === 0) return [];
      const compare = (a: AccountPosition, b: AccountPosition): number => compareTexts(a.nameKey, b.nameKey) || compareTexts(a.id, b.id);
      return mergedPage(lists, { after, size, positionOf: ({ nameKey, _id }: OrganisationRecord) => ({ nameKey, id: _id }), compare });
    },
  };
}
