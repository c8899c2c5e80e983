import { z } from 'zod';
import type { AccountRecord } from '../accounts/account-model.ts';
import type { AccountPosition } from '../accounts/account-store.ts';

/** No name and no id has it. */
const SEPARATOR = '~';
const LONGEST = 300;

export const namePositionOf = ({ nameKey, _id }: Pick<AccountRecord, 'nameKey' | '_id'>): AccountPosition => ({ nameKey, id: _id });

/** A place in the order of names, as it stands in an address: `siti rahmawati~Xa81...`. */
export const writeNamePosition = ({ nameKey, id }: AccountPosition): string => `${nameKey}${SEPARATOR}${id}`;

export const namePosition = z
  .string()
  .max(LONGEST)
  .regex(/^[^~]*~[\w-]+$/)
  .transform((written): AccountPosition => {
    const at = written.lastIndexOf(SEPARATOR);
    return { nameKey: written.slice(0, at), id: written.slice(at + 1) };
  });
