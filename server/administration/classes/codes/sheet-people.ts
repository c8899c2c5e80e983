import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AccountRecord } from '../../../accounts/account-model.ts';
import { compareTexts } from '../../../storage/merged-page.ts';
import type { Viewer } from '../../../web/viewer.ts';
import type { Administration } from '../../administration.ts';
import { mayIssueResetCode } from '../../policy.ts';
import type { ClassRecord } from '../class-model.ts';

/** People on one sheet; a larger class is printed in parts. */
export const SHEET_SIZE = 300;

/** Whom a sheet is for: all who wait for a code, those who can be sent a message, or those who get it on paper alone. */
export const AUDIENCES = ['all', 'phone', 'paper'] as const;
export type Audience = (typeof AUDIENCES)[number];

const FITS: Readonly<Record<Audience, (account: AccountRecord) => boolean>> = {
  all: () => true,
  phone: ({ phone }) => phone !== undefined,
  paper: ({ phone }) => phone === undefined,
};

/** As sheets are handed out: by region, village, then name. */
const byPlace = (a: AccountRecord, b: AccountRecord): number =>
  compareTexts(a.regionCode ?? '', b.regionCode ?? '') || compareTexts((a.village ?? '').toLowerCase(), (b.village ?? '').toLowerCase()) || compareTexts(a.nameKey, b.nameKey);

export interface SheetPart {
  readonly people: readonly AccountRecord[];
  /** Where the next part begins; undefined: this was the last. */
  readonly next: string | undefined;
}

/** The next people of a class who fit, behind a member; read some at a time until a sheet is full. */
async function selectPart({ classes, accounts }: Administration, found: ClassRecord, after: string | undefined, fits: (account: AccountRecord) => boolean): Promise<SheetPart> {
  const people: AccountRecord[] = [];
  for (let from = after; ; ) {
    const members = await classes.selectMemberPage(found._id, from, SHEET_SIZE);
    const known = new Map((await accounts.accounts.selectByIds(members.map(({ learner }) => learner))).map((account) => [account._id, account]));
    for (const { _id, learner } of members) {
      const account = known.get(learner);
      if (account && fits(account)) people.push(account);
      from = _id;
      if (people.length === SHEET_SIZE) return { people: people.toSorted(byPlace), next: from };
    }
    if (members.length < SHEET_SIZE) return { people: people.toSorted(byPlace), next: undefined };
    // Reading alone lets nobody else in between.
    await nextTurn();
  }
}

/** Those of a class who have not made a password yet; who has one is on no sheet, so that it takes no account over. */
export const selectWaiting = (administration: Administration, viewer: Viewer, found: ClassRecord, audience: Audience, after: string | undefined): Promise<SheetPart> =>
  selectPart(administration, found, after, (account) => !account.passwordHash && mayIssueResetCode(viewer, account) && FITS[audience](account));

/** Those who have one and may have forgotten it. */
export const selectEntered = (administration: Administration, viewer: Viewer, found: ClassRecord, after: string | undefined): Promise<SheetPart> =>
  selectPart(administration, found, after, (account) => account.passwordHash !== undefined && mayIssueResetCode(viewer, account));
