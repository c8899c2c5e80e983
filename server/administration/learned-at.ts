import { lastLearned, type EnrolmentRecord } from '../learning/enrolment-model.ts';
import { dateAndTime, shortDate } from '../web/i18n/dates.ts';
import type { Language } from '../web/i18n/language.ts';

const said = (enrolment: EnrolmentRecord | undefined, say: (date: Date) => string): string | undefined => {
  const at = enrolment && lastLearned(enrolment);
  return at && say(at);
};

/** When somebody last learned, with the time of day. Undefined: has learned nothing yet. */
export const learnedAt = (enrolment: EnrolmentRecord | undefined, language: Language): string | undefined => said(enrolment, (at) => dateAndTime(at, language));

/** The day alone. */
export const learnedOn = (enrolment: EnrolmentRecord | undefined, language: Language): string | undefined => said(enrolment, (at) => shortDate(at, language));
