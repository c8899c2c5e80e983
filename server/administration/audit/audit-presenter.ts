import type { AccountRecord } from '../../accounts/account-model.ts';
import { dateAndTime, shortDate } from '../../web/i18n/dates.ts';
import { deviceWords } from '../../web/device-words.ts';
import type { Received } from '../../web/route.ts';
import { CLASSES_PATH } from '../classes/class-address.ts';
import { addressOf } from '../list-address.ts';
import { paginationOf, type ListPage } from '../list-page.ts';
import { USERS_PATH } from '../user-list.ts';
import { actionWords } from './action-words.ts';
import { ACTION_NAMES } from './actions.ts';
import type { AuditEntry, DaySeal } from './audit-model.ts';
import { timeOf } from './audit-store.ts';
import { factWords } from './fact-words.ts';
import type { AuditQuery } from './audit-forms.ts';

export const AUDIT_PATH = '/admin/audit';

export type Names = ReadonlyMap<string, Pick<AccountRecord, 'name' | 'userName'>>;

/** An account that is gone has no name any more: that is what erasing it means. */
const person = (id: string | undefined, names: Names, { t }: Pick<Received<unknown, unknown, unknown>, 't'>) => {
  if (!id) return undefined;
  const known = names.get(id);
  return known ? { text: known.name, href: `${USERS_PATH}/${id}` } : { text: t('akun yang sudah dihapus ({id})', { id: id.slice(0, 6) }) };
};

/** What it was done with: a class or organisation by its name, anything else as it was kept. */
const about = (object: string | undefined, classNames: ReadonlyMap<string, string>, organisationNames: ReadonlyMap<string, string>) => {
  if (!object) return undefined;
  const className = classNames.get(object);
  if (className !== undefined) return { text: className, href: `${CLASSES_PATH}/${object}` };
  const organisation = organisationNames.get(object);
  return organisation === undefined ? { text: object } : { text: organisation, href: `/admin/organisations/${object}` };
};

export interface ShownAudit {
  readonly found: ListPage<AuditEntry, string>;
  readonly names: Names;
  /** By id. */
  readonly classNames: ReadonlyMap<string, string>;
  readonly organisationNames: ReadonlyMap<string, string>;
  readonly lastSeal: DaySeal | undefined;
}

/** The fields of `views/administration/audit.ejs`. */
export function presentAudit({ found, names, classNames, organisationNames, lastSeal }: ShownAudit, received: Received<unknown, AuditQuery, unknown>) {
  const { query, t, language } = received;
  const filters = { actor: query.actor, subject: query.subject, action: query.action, from: query.from, to: query.to };
  const isFiltered = Object.values(filters).some((value) => value !== undefined);
  return {
    title: t('Catatan audit'),
    filters,
    actions: ACTION_NAMES.map((value) => ({ value, text: actionWords(value, t) })).toSorted((a, b) => (a.text < b.text ? -1 : 1)),
    entries: found.rows.map((entry) => ({
      at: dateAndTime(timeOf(entry), language),
      actor: person(entry.actor, names, received) ?? { text: t('server') },
      action: actionWords(entry.action, t),
      subject: person(entry.subject, names, received),
      about: about(entry.object, classNames, organisationNames),
      facts: factWords(entry.facts ?? {}, t, organisationNames).join(' · '),
      from: [deviceWords(entry.device, t), entry.network].filter(Boolean).join(', '),
    })),
    sealedUntil: lastSeal && shortDate(new Date(lastSeal._id), language),
    clearHref: isFiltered ? AUDIT_PATH : undefined,
    csvHref: addressOf(`${AUDIT_PATH}/export.csv`, filters),
    linesHref: addressOf(`${AUDIT_PATH}/export.jsonl`, filters),
    pagination: paginationOf(found, { path: AUDIT_PATH, filters, row: query.row, t }, (id) => id),
  };
}
