import { accounts } from './en/accounts.ts';
import { administration } from './en/administration.ts';
import { analysis } from './en/analysis.ts';
import { announcements } from './en/announcements.ts';
import { assessment } from './en/assessment.ts';
import { auditActions } from './en/audit-actions.ts';
import { bulk } from './en/bulk.ts';
import { certification } from './en/certification.ts';
import { classes } from './en/classes.ts';
import { closing } from './en/closing.ts';
import { cohorts } from './en/cohorts.ts';
import { everywhere } from './en/everywhere.ts';
import { following } from './en/following.ts';
import { importing } from './en/importing.ts';
import { learning } from './en/learning.ts';
import { myReports } from './en/my-reports.ts';
import { people } from './en/people.ts';
import { phone } from './en/phone.ts';
import { preview } from './en/preview.ts';
import { questions } from './en/questions.ts';
import { regions } from './en/regions.ts';
import { rosters } from './en/rosters.ts';
import { settings } from './en/settings.ts';
import { smallHelps } from './en/small-helps.ts';
import { storage } from './en/storage.ts';
import { uploads } from './en/uploads.ts';
import { verify } from './en/verify.ts';
import type { Catalogue } from './catalogue.ts';

/** What each room says. A sentence stands in one of them; what several rooms say stands in `everywhere`. */
export const englishByRoom = {
  everywhere,
  accounts,
  learning,
  phone,
  myReports,
  people,
  auditActions,
  smallHelps,
  assessment,
  questions,
  certification,
  verify,
  bulk,
  administration,
  analysis,
  classes,
  following,
  closing,
  announcements,
  cohorts,
  regions,
  importing,
  preview,
  uploads,
  rosters,
  settings,
  storage,
} satisfies Readonly<Record<string, Catalogue>>;

/** English. Keys are the Indonesian sentences as they stand in views and code; a test finds any that is missing. */
export const english: Catalogue = Object.assign({}, ...Object.values(englishByRoom));

/** Sentences of plug-ins; ours stay as they are. */
export function addEnglish(more: Catalogue): void {
  const ours: Readonly<Record<string, unknown>> = english;
  Object.assign(english, Object.fromEntries(Object.entries(more).filter(([sentence]) => !Object.hasOwn(ours, sentence))));
}
