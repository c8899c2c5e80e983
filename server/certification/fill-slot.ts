import type { AccountRecord } from '../accounts/account-model.ts';
import { nameKeyOf } from '../accounts/names.ts';
import { randomCrockford } from '../accounts/random-id.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { NEVER } from './certificate-state.ts';
import { FIRST_CYCLE, SAMPLE_CYCLE, slotOf } from './certificate-store.ts';
import { documentNumber } from '../content/document-number.ts';
import { freezeRecord, type Facts } from './freeze-record.ts';
import { keepLook } from './kept-looks.ts';
import { parseSerial } from './serial.ts';
import { releaseStatusPlace, sealed } from './seal-certificate.ts';
import { keepCarried, type PaperSettings } from './paper-settings.ts';

/** 80 random bits: a token that nobody guesses. In these characters it makes a smaller QR code than in base64. */
export const TOKEN_CHARACTERS = 16;

/** What is known of somebody who has earned a certificate. */
export interface Earned extends Pick<Facts, 'course' | 'standing' | 'proofs' | 'isSample' | 'supersedes'> {
  readonly account: AccountRecord;
  readonly settings: PaperSettings;
  /** Left out: the first. */
  readonly cycle?: number;
}

type Given = Pick<Facts, 'serial' | 'token' | 'documentNumber' | 'issuedOn' | 'address'>;


const serialKeyOf = (serial: string): Pick<IssuedCertificate, 'serialKey'> => {
  const parsed = parseSerial(serial);
  return parsed.wellFormed ? { serialKey: parsed.key } : {};
};

const cycleOf = ({ isSample, cycle = FIRST_CYCLE }: Pick<Earned, 'isSample' | 'cycle'>): number => (isSample ? SAMPLE_CYCLE : cycle);

export const placeOf = (code: string | undefined): Pick<IssuedCertificate, 'regionCode' | 'province' | 'regency'> => {
  if (code === undefined) return {};
  const [province = code, ...rest] = code.split('.');
  return { regionCode: code, province, regency: [province, ...rest.slice(0, 1)].join('.') };
};

const certificateOf = (earned: Earned, given: Given, issuedAt: Date): IssuedCertificate => {
  const { account, course, isSample } = earned;
  const record = freezeRecord({ ...earned, ...given });
  const cycle = cycleOf(earned);
  return {
    _id: slotOf(account._id, course.id, cycle),
    learner: account._id,
    course: course.id,
    cycle,
    serial: given.serial,
    ...serialKeyOf(given.serial),
    token: given.token,
    record,
    state: isSample ? 'sample' : 'valid',
    expiresOn: record.validUntil ?? NEVER,
    issuedAt,
    nameKey: nameKeyOf(record.holderName),
    ...placeOf(account.regionCode),
    ...(earned.supersedes === undefined ? {} : { supersedes: earned.supersedes }),
    history: [],
    schemaVersion: 1,
  };
};

/** The certificate as it would be, without a serial: to see whether it can be printed before anything is reserved. */
export const draftOf = (earned: Earned, { address, now }: Certification): IssuedCertificate => {
  const issuedAt = now();
  const issuedOn = calendarDay(issuedAt);
  const number = earned.settings.documentNumber && documentNumber(earned.settings.documentNumber, 0, issuedOn);
  return certificateOf(earned, { serial: '', token: '', documentNumber: number, issuedOn, address: address() }, issuedAt);
};

/**
 * Fills the slot `learner:course:cycle`, or finds it filled meanwhile. First a serial is reserved, then the frozen record
 * is inserted under the slot's name, which admits one: of two requests at once one inserts and the other gives its
 * serial back; a crash in between leaves a serial that belongs to nothing and a free slot, and the next try fills it.
 */
export async function fillSlot(certification: Certification, earned: Earned): Promise<{ certificate: IssuedCertificate; isNew: boolean }> {
  const { serials, documentNumbers, certificates, address, now } = certification;
  const issuedAt = now();
  const issuedOn = calendarDay(issuedAt);
  const year = issuedOn.slice(0, 4);
  const { account, course, settings, isSample } = earned;
  const slot = slotOf(account._id, course.id, cycleOf(earned));
  const serial = await serials.reserveSerial(slot, course.certificate.prefix, year);
  // A sample takes none of the issuer's numbers.
  const pattern = isSample ? undefined : settings.documentNumber;
  const number = pattern && (await documentNumbers.take(pattern, issuedOn));
  const token = randomCrockford(TOKEN_CHARACTERS);
  const drafted = certificateOf(earned, { serial: serial.text, token, documentNumber: number, issuedOn, address: address() }, issuedAt);
  const { issuer, signatories } = drafted.record;
  await keepLook(certification.files, drafted.record);
  await keepCarried(certification.files, settings, [issuer.logo, ...signatories.map(({ signature }) => signature)]);
  const certificate = await sealed(certification, drafted);
  if (await certificates.insert(certificate)) return { certificate, isNew: true };
  await serials.releaseSerial(serial);
  await releaseStatusPlace(certification, certificate);
  return { certificate: (await certificates.selectOptional(slot)) ?? certificate, isNew: false };
}
