import type { AccountRecord } from '../accounts/account-model.ts';
import type { IssuedCertificate, StateChange } from '../certification/certificate-model.ts';
import { stateOn, type CertificateState } from '../certification/certificate-state.ts';
import { evidenceAddress } from '../certification/evidence-routes.ts';
import { noonOf } from '../certification/validity.ts';
import { calendarDay, dateAndTime, longDate, shortDate } from '../web/i18n/dates.ts';
import { signedIn, type Received } from '../web/route.ts';
import { CERTIFICATES_PATH } from './certificates-presenter.ts';
import { mayManageAccount } from './policy.ts';

export interface CertificateFacts {
  readonly certificate: IssuedCertificate;
  /** Undefined: the account is gone. */
  readonly holder: AccountRecord | undefined;
  /** Account id -> name, of those who changed the state. */
  readonly deciders: ReadonlyMap<string, string>;
}

type Reader = Received<unknown, unknown, unknown>;

const eventWords: Readonly<Record<StateChange['to'], string>> = {
  valid: 'Diberlakukan kembali: {reason}',
  sample: 'Diberlakukan kembali: {reason}',
  suspended: 'Ditangguhkan: {reason}',
  revoked: 'Dicabut: {reason}',
  superseded: 'Diganti oleh {reason}',
  withdrawn: 'Ditarik pemegang',
};

/** A corrected name: issued and decided in one. */
const isReissue = ({ supersedes, issuedAt }: IssuedCertificate, at: Date): boolean => supersedes !== undefined && at.getTime() === issuedAt.getTime();

const presentHistory = ({ certificate, deciders }: CertificateFacts, { t, language }: Reader) => [
  ...certificate.history.toReversed().map(({ to, at, by, reason }) => ({
    at: dateAndTime(at, language),
    by: deciders.get(by),
    text: t(isReissue(certificate, at) ? 'Diterbitkan ulang: {reason}' : eventWords[to], { reason }),
  })),
  { at: dateAndTime(certificate.issuedAt, language), text: t('Terbit') },
];

/** When the state that the stamp shows began. */
const stateDay = ({ revokedAt, suspendedAt, record }: IssuedCertificate, state: CertificateState): Date | undefined => {
  if (state === 'revoked') return revokedAt;
  if (state === 'suspended') return suspendedAt;
  return state === 'expired' && record.validUntil !== undefined ? noonOf(record.validUntil) : undefined;
};

/** The fields of `views/administration/certificate.ejs`. */
export function presentCertificate(facts: CertificateFacts, now: Date, received: Reader) {
  const { certificate, holder } = facts;
  const { serial, record, supersededBy, supersedes } = certificate;
  const { t, language } = received;
  const state = stateOn(certificate, calendarDay(now));
  const since = stateDay(certificate, state);
  const own = `${CERTIFICATES_PATH}/${serial}`;
  return {
    title: serial,
    certificate: {
      serial,
      holder: state === 'withdrawn' ? t('Ditarik pemegang') : record.holderName,
      place: [record.village, record.regionName].filter(Boolean).join(', '),
      courseTitle: language === 'en' ? (record.course.titleEn ?? record.course.title) : record.course.title,
      level: record.course.level,
      hours: record.course.hours,
      courseVersion: record.course.version,
      issuedAt: longDate(noonOf(record.issuedOn), language),
      validUntil: record.validUntil && longDate(noonOf(record.validUntil), language),
      issuer: record.issuer.lines.join(', '),
      documentNumber: record.documentNumber,
      state,
      shortStateAt: since && shortDate(since, language),
    },
    scores: record.units.map(({ title, titleEn, score, minimum }) => ({
      title: language === 'en' ? (titleEn ?? title) : title,
      score,
      minimum,
    })),
    holderHref: holder && mayManageAccount(signedIn(received), holder) ? `/admin/users/${holder._id}` : undefined,
    downloadHref: state === 'withdrawn' ? undefined : `/certificates/${serial}.pdf`,
    verifyHref: `/v/${serial}`,
    credentialHref: record.isSample || state === 'withdrawn' ? undefined : `/certificates/${serial}/credential.jwt`,
    evidenceHref: state === 'withdrawn' ? undefined : evidenceAddress(serial),
    replacement: supersededBy && { serial: supersededBy, href: `${CERTIFICATES_PATH}/${supersededBy}` },
    replaced: supersedes && { serial: supersedes, href: `${CERTIFICATES_PATH}/${supersedes}` },
    reissueHref: ['valid', 'expired'].includes(state) && holder && holder.name !== record.holderName ? `${own}/reissue` : undefined,
    newName: holder?.name,
    suspendHref: state === 'valid' ? `${own}/suspend` : undefined,
    revokeHref: ['valid', 'sample', 'expired', 'suspended'].includes(state) ? `${own}/revoke` : undefined,
    reinstateHref: state === 'revoked' || state === 'suspended' ? `${own}/reinstate` : undefined,
    history: presentHistory(facts, received),
  };
}
