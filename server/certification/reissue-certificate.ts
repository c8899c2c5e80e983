import type { AccountRecord } from '../accounts/account-model.ts';
import { regionName } from '../accounts/regions/regions.ts';
import { shownRegion } from '../accounts/shown-region.ts';
import { nameKeyOf } from '../accounts/names.ts';
import { randomCrockford } from '../accounts/random-id.ts';
import { Conflict, Invalid } from '../errors.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import type { CertificateRecord } from './certificate-record.ts';
import { placeOf, TOKEN_CHARACTERS } from './fill-slot.ts';
import { openLook } from './kept-looks.ts';
import { followRegion } from './place-certificates.ts';
import { missingCharacters } from './pdf/render-certificate.ts';
import type { Decision } from './revoke-certificate.ts';
import { releaseStatusPlace, sealed } from './seal-certificate.ts';
import { qrAddress } from './statement/qr-address.ts';

/** Slots of the same cycle: `learner:course:1`, then `learner:course:1:2` and so on; each admits one. */
const nextSlot = (slot: string): string => {
  const [learner = '', course = '', cycle = '', issue = '1'] = slot.split(':');
  return [learner, course, cycle, Number(issue) + 1].join(':');
};

const without = <Record extends object, Key extends keyof Record>(record: Record, ...keys: Key[]): Omit<Record, Key> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.some((dropped) => dropped === key))) as Omit<Record, Key>;

/** What was certified stays as it was, and holds as long; only who holds it is written anew. */
const correctedRecord = (record: CertificateRecord, account: Pick<AccountRecord, 'name' | 'village' | 'regionCode' | 'statedRegion'>, given: Pick<CertificateRecord, 'serial' | 'issuedOn'> & { token: string }): CertificateRecord => {
  const home = record.verifyUrl.slice(0, -`/v/${record.serial}`.length);
  const { village } = account;
  const regionCode = shownRegion(account);
  return {
    ...without(record, 'village', 'regionName'),
    serial: given.serial,
    holderName: account.name,
    ...(village === undefined ? {} : { village }),
    ...(regionCode === undefined ? {} : { regionName: regionName(regionCode) }),
    issuedOn: given.issuedOn,
    supersedes: record.serial,
    verifyUrl: `${home}/v/${given.serial}`,
    qrUrl: qrAddress(home, given.serial, given.token),
  };
};

async function refuseUnprintable(record: CertificateRecord): Promise<void> {
  const letters = Object.values(await missingCharacters(record)).flat();
  if (letters.length > 0) throw new Invalid('Ada huruf yang tidak dapat dicetak: {letters}', { reason: 'Ada huruf yang tidak dapat dicetak: {letters}' }, { letters: [...new Set(letters)].join(' ') });
}

/**
 * Issues a certificate anew for the name that its holder's account has now: with a serial of its own, in the place of the
 * old one, which is superseded; each names the other. A crash in between leaves both, and trying again supersedes the
 * old one. Gives the new one. Throws `Conflict` when the old one does not hold, or nothing has changed.
 */
export async function reissueCertificate(certification: Certification, old: IssuedCertificate, decision: Decision): Promise<IssuedCertificate> {
  const { accounts, certificates, serials, now } = certification;
  const account = await accounts.selectOptionalById(old.learner);
  if (old.state !== 'valid' || !account) throw new Conflict('Hanya sertifikat yang berlaku dan ada pemegangnya yang dapat diterbitkan ulang.');
  if (account.name === old.record.holderName) throw new Conflict('Nama pemegang masih sama. Perbaiki dahulu namanya di halaman pengguna.');
  const slot = nextSlot(old._id);
  const issuedAt = now();
  const issuedOn = calendarDay(issuedAt);
  const token = randomCrockford(TOKEN_CHARACTERS);
  const draft = correctedRecord(old.record, account, { serial: old.serial, issuedOn, token });
  await openLook(certification.files, draft);
  await refuseUnprintable(draft);
  const [prefix = ''] = old.serial.split('-');
  const serial = await serials.reserveSerial(slot, prefix, issuedOn.slice(0, 4));
  const record = correctedRecord(old.record, account, { serial: serial.text, issuedOn, token });
  const { _id: _slot, statusList: _list, statusIndex: _index, shareToken: _share, showsScores: _scores, supersededBy: _by, ...kept } = old;
  const drafted = { ...kept, _id: slot, serial: serial.text, serialKey: serial.key, token, record, issuedAt, nameKey: nameKeyOf(record.holderName), supersedes: old.serial, ...placeOf(account.regionCode), history: [{ to: 'valid' as const, at: issuedAt, ...decision }] };
  const certificate = await sealed(certification, drafted);
  const isNew = await certificates.insert(certificate);
  if (!isNew) {
    await serials.releaseSerial(serial);
    await releaseStatusPlace(certification, certificate);
  }
  await followRegion(certification, account._id, certificate.regionCode);
  const issued = isNew ? certificate : ((await certificates.selectOptional(slot)) ?? certificate);
  await certificates.supersede(old._id, issued.serial, { to: 'superseded', at: issuedAt, by: decision.by, reason: issued.serial });
  return issued;
}
