import { longDate, shortDate, timeOfDay } from '../web/i18n/dates.ts';
import type { Language } from '../web/i18n/language.ts';
import type { Translate } from '../web/i18n/translate.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { maskName } from './holder-name.ts';
import { noonOf } from './validity.ts';
import type { Verdict } from './verify-certificate.ts';

/** Course versions are 16 digits of a checksum; the first ones tell them apart. */
const SHOWN_VERSION_DIGITS = 8;

export interface Shown {
  readonly language: Language;
  readonly t: Translate;
  readonly now: Date;
}

/** A name that somebody compared, and how that came out. */
export interface Comparison {
  readonly name: string;
  readonly result: 'same' | 'different';
}

const dayInWords = (day: string, { language }: Shown): string => longDate(noonOf(day), language);

const issuerOf = ({ record }: IssuedCertificate): string => record.issuer.lines.join(', ');

/** What everybody sees, and the rest where the QR code's token came along; scores only where the holder agrees. */
const presentCertificate = (certificate: IssuedCertificate, isOpen: boolean, shown: Shown) => {
  const { record } = certificate;
  const { course } = record;
  const inEnglish = shown.language === 'en' ? course.titleEn : undefined;
  return {
    holder: isOpen ? record.holderName : maskName(record.holderName),
    masked: !isOpen,
    place: isOpen ? [record.village, record.regionName].filter((part) => part !== undefined).join(', ') || undefined : undefined,
    courseTitle: inEnglish ?? course.title,
    level: course.level,
    hours: course.hours,
    courseVersion: course.version.slice(0, SHOWN_VERSION_DIGITS),
    issuedAt: dayInWords(record.issuedOn, shown),
    validUntil: record.validUntil && dayInWords(record.validUntil, shown),
    issuer: issuerOf(certificate),
    documentNumber: isOpen ? record.documentNumber : undefined,
    scores: isOpen && certificate.showsScores === true ? record.units.map(({ title, titleEn, score, minimum }) => ({ title: (shown.language === 'en' ? titleEn : undefined) ?? title, score, minimum })) : undefined,
  };
};

/** What the script compares with the signed statement in the QR code's address, as the record has it. */
const comparableFacts = ({ record }: IssuedCertificate, isOpen: boolean) => ({
  holder: isOpen ? record.holderName.normalize('NFC') : undefined,
  course: record.course.id,
  version: record.course.version,
  issued: record.issuedOn,
  validUntil: record.validUntil ?? '',
  issuer: record.issuer.lines.at(-1),
});

const presentKnown = ({ certificate, state, isOpen }: Verdict & { kind: 'known' }, compared: Comparison | undefined, shown: Shown) => {
  const { serial, record, revokedAt, suspendedAt, supersededBy, supersedes } = certificate;
  const { language, t } = shown;
  if (state === 'withdrawn') return { state, serial };
  return {
    state,
    serial,
    certificate: presentCertificate(certificate, isOpen, shown),
    // Why it was revoked is between the issuer and the holder.
    revoked: revokedAt && {
      at: longDate(revokedAt, language),
      shortAt: shortDate(revokedAt, language),
      by: issuerOf(certificate),
      reason: t('alasannya ada pada penerbit.'),
    },
    suspended: suspendedAt && { at: longDate(suspendedAt, language), shortAt: shortDate(suspendedAt, language), by: issuerOf(certificate) },
    expired: state === 'expired' && record.validUntil ? { shortAt: shortDate(noonOf(record.validUntil), language) } : undefined,
    replacement: supersededBy && { serial: supersededBy, href: `/v/${supersededBy}` },
    replaced: supersedes && { serial: supersedes, href: `/v/${supersedes}` },
    comparable: comparableFacts(certificate, isOpen),
    compare: isOpen ? undefined : { action: `/v/${serial}/compare#cocokkan`, name: compared?.name, result: compared?.result },
  };
};

/** Fields of `certification/verify`. */
export const presentVerdict = (verdict: Verdict, compared: Comparison | undefined, shown: Shown): Readonly<Record<string, unknown>> => ({
  title: shown.t('Periksa sertifikat'),
  masthead: 'verify',
  noindex: true,
  checkedAt: shown.t('{date} pukul {time} WIB', { date: longDate(shown.now, shown.language), time: timeOfDay(shown.now, shown.language) }),
  ...(verdict.kind === 'known' ? presentKnown(verdict, compared, shown) : { state: verdict.kind, serial: verdict.serial }),
});
