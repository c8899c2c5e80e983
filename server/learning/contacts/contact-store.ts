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

    async set(course: string, { name, phone }: TrainerContact, by: string): Promise<void> {
      await contacts.updateOne({ _id: course }, { $set: { name, phone, by, at: new Date() }, $setOnInsert: { schemaVersion: 1 } }, { upsert: true });
      known.delete(course);
    },

    /** Those that were set by somebody, or with one of these numbers. */
    async selectOf(account: string, phones: readonly string[]): Promise<ContactRecord[]> {
      return (await contacts.find({}).lean()).filter(({ by, phone }) => by === account || phones.includes(phone));
    },

    async remove(course: string): Promise<void> {
      await contacts.deleteOne({ _id: course });
      known.delete(course);
    },
  };
}
