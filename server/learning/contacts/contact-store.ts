import type { Connection } from 'mongoose';
import { selectOptionalById } from '../../storage/storage.ts';
import { contactModel, type ContactRecord } from './contact-model.ts';

/** Every lesson asks; a change reaches every process within this. */
const MEMORY_MS = 5000;

export interface TrainerContact {
  readonly name: string;
  readonly phone: string;
}

export type ContactStore = ReturnType<typeof createContactStore>;

export function createContactStore(connection: Connection) {
  const contacts = contactModel(connection);
  const known = new Map<string, { readonly until: number; readonly contact: Promise<ContactRecord | undefined> }>();

  const select = (course: string): Promise<ContactRecord | undefined> => {
    const found = known.get(course);
    if (found && found.until > Date.now()) return found.contact;
    const contact = selectOptionalById(contacts, course);
    known.set(course, { until: Date.now() + MEMORY_MS, contact });
    contact.catch(() => known.delete(course));
    return contact;
  };

  return {
    selectOptional: select,

    /** `owner`: account whose number it is; undefined: nobody's here. */
    async set(course: string, { name, phone }: TrainerContact, by: string, owner: string | undefined): Promise<void> {
      const $set = { name, phone, by, at: new Date(), schemaVersion: 2, ...(owner !== undefined && { owner }) };
      await contacts.updateOne({ _id: course }, owner === undefined ? { $set, $unset: { owner: 1 as const } } : { $set }, { upsert: true });
      known.delete(course);
    },

    /** The contacts that this person is. A number alone makes nobody the same: families share one. */
    async selectOf(account: string): Promise<ContactRecord[]> {
      const [owned, set] = await Promise.all([contacts.find({ owner: account }).lean(), contacts.find({ by: account, schemaVersion: 1 }).lean()]);
      return [...owned, ...set];
    },

    async moveOwner(from: string, into: string): Promise<void> {
      await contacts.updateMany({ owner: from }, { $set: { owner: into } });
    },

    async remove(course: string): Promise<void> {
      await contacts.deleteOne({ _id: course });
      known.delete(course);
    },
  };
}
