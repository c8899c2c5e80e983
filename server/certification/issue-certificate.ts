import { randomCrockford } from '../accounts/random-id.ts';
import type { AccountRecord } from '../accounts/account-model.ts';
import type { Course } from '../content/course.ts';
import type { Standing } from '../learning/standing.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { isComplete, type KeptSettings } from './certificate-settings-store.ts';
import { NEVER } from './certificate-state.ts';
import { FIRST_CYCLE, SAMPLE_CYCLE, slotOf } from './certificate-store.ts';
import { documentNumber } from './document-number.ts';
import { eligibilityFor, type Missing } from './eligibility.ts';
import { freezeRecord, type Facts } from './freeze-record.ts';
import { nameKeyOf } from '../accounts/names.ts';
import { missingCharacters } from './pdf/render-certificate.ts';

/** 80 random bits; `product.md` needs a token that nobody guesses, and a QR code is smaller with these characters. */
const TOKEN_CHARACTERS = 16;

export type Issue =
  | { readonly kind: 'issued' | 'held'; readonly certificate: IssuedCertificate }
  | { readonly kind: 'missing'; readonly missing: readonly Missing[] }
  /** Everything is earned, but a text cannot be printed; see `blocked-store.ts`. */
  | { readonly kind: 'blocked' };

/** What is known of somebody who has earned a certificate. */
interface Earned extends Pick<Facts, 'course' | 'standing' | 'settings' | 'isSample'> {
  readonly account: AccountRecord;
}

/**
 * A sample is nobody's proof: until an issuer is set, the address is https and the course's trial is over. The course
 * as it is published now decides, or, when it has been taken away, the version that was finished.
 */
const isSample = ({ learning, address }: Certification, settings: KeptSettings, course: Course): boolean => {
  const { status } = learning.courses.course(course.id) ?? course;
  return !isComplete(settings) || !address().startsWith('https://') || status === 'pilot';
};

const heldOrUndefined = async ({ certificates }: Certification, learner: string, course: string, sample: boolean): Promise<IssuedCertificate | undefined> => {
  const real = await certificates.selectOptional(slotOf(learner, course, FIRST_CYCLE));
  if (real) return real;
  const earlier = await certificates.selectOptional(slotOf(learner, course, SAMPLE_CYCLE));
  // A sample makes room for the real certificate; one that was revoked or withdrawn stays what it is.
  return earlier && (sample || earlier.state !== 'sample') ? earlier : undefined;
};

const frozen = (earned: Earned, given: Pick<Facts, 'serial' | 'token' | 'documentNumber' | 'issuedOn' | 'address'>, cycle: number, issuedAt: Date): IssuedCertificate => {
  const { account, course, settings, isSample: sample } = earned;
  const record = freezeRecord({ ...earned, ...given });
  const region = account.regionCode;
  return {
    _id: slotOf(account._id, course.id, cycle),
    learner: account._id,
    course: course.id,
    cycle,
    serial: given.serial,
    token: given.token,
    record,
    state: sample ? 'sample' : 'valid',
    expiresOn: record.validUntil ?? NEVER,
    issuedAt,
    nameKey: nameKeyOf(record.holderName),
    ...(region === undefined ? {} : { regionCode: region, province: region.split('.')[0], regency: region.split('.').slice(0, 2).join('.') }),
    ...(settings.logo === undefined ? {} : { logo: settings.logo }),
    history: [],
    schemaVersion: 1,
  };
};
