import type { AccountRecord } from '../accounts/account-model.ts';
import { regionName } from '../accounts/regions/regions.ts';
import { shownRegion } from '../accounts/shown-region.ts';
import { inLanguage, type Course, type Translated } from '../content/course.ts';
import type { Standing } from '../learning/standing.ts';
import type { CertificateRecord, CertifiedUnit } from './certificate-record.ts';
import { qrAddress } from './statement/qr-address.ts';
import type { PaperSettings } from './paper-settings.ts';
import { templateFor } from './pdf/certificate-templates.ts';
import { lastDayOf } from './validity.ts';

/** The paper is Indonesian, whatever the learner reads. */
const LANGUAGE = 'id';
/** Stands where an issuer will stand; only ever on a sample. */
const NO_ISSUER = 'Penerbit belum ditetapkan';

/** Everything that a certificate says, as it is on the day of issue. */
export interface Facts {
  readonly account: Pick<AccountRecord, 'name' | 'village' | 'regionCode' | 'statedRegion'>;
  /** The version that the learner finished. */
  readonly course: Course;
  readonly standing: Standing;
  /** Of the day of issue, the course's own among them. */
  readonly settings: PaperSettings;
  /** Code of a unit -> the attempt that proved it. */
  readonly proofs?: ReadonlyMap<string, string> | undefined;
  readonly serial: string;
  readonly token: string;
  readonly documentNumber: string | undefined;
  /** `YYYY-MM-DD`, Western Indonesian Time. */
  readonly issuedOn: string;
  readonly isSample: boolean;
  /** Serial of the certificate that it renews. */
  readonly supersedes?: string | undefined;
  /** Where this site is reached, without a slash at the end. */
  readonly address: string;
}

/** What nobody filled in is absent from the record, rather than there without a value. */
const optional = <Key extends string>(key: Key, text: string | undefined): Partial<Record<Key, string>> => {
  const field: Partial<Record<Key, string>> = {};
  if (text !== undefined && text !== '') field[key] = text;
  return field;
};

/** A title in Indonesian, and in English where its author gave one. */
const titles = (title: Translated<string>, courseLanguage: Course['language']) => {
  const english = courseLanguage === 'en' ? title.original : title.en;
  const text = inLanguage(title, LANGUAGE);
  return { title: text, ...optional('titleEn', english === text ? undefined : english) };
};

const unitsOf = ({ course, standing, proofs }: Facts): CertifiedUnit[] =>
  course.competencies.map(({ code, title, minimum }) => ({
    code,
    ...titles(title, course.language),
    minimum,
    score: standing.units[code]?.score ?? 0,
    ...optional('attempt', proofs?.get(code)),
  }));

export const issuerOf = ({ issuerLines, place, legalBasis, logo }: PaperSettings): CertificateRecord['issuer'] => ({
  lines: issuerLines.length > 0 ? [...issuerLines] : [NO_ISSUER],
  ...optional('place', place),
  ...optional('legalBasis', legalBasis),
  ...optional('logo', logo),
});

export const signatoriesOf = ({ signatories }: PaperSettings): CertificateRecord['signatories'] =>
  signatories.map(({ office, name, secondLine, signature }) => ({ office, name, ...optional('secondLine', secondLine), ...optional('signature', signature) }));

export function freezeRecord(facts: Facts): CertificateRecord {
  const { account, course, settings, serial, token, address, issuedOn } = facts;
  const { validMonths } = course.certificate;
  const regionCode = shownRegion(account);
  const verifyUrl = `${address}/v/${serial}`;
  return {
    serial,
    holderName: account.name,
    ...optional('village', account.village),
    ...optional('regionName', regionCode && regionName(regionCode)),
    course: {
      id: course.id,
      version: course.version,
      ...titles(course.title, course.language),
      level: course.level,
      hours: course.hours,
    },
    units: unitsOf(facts),
    issuedOn,
    ...optional('validUntil', validMonths === undefined ? undefined : lastDayOf(issuedOn, validMonths)),
    issuer: issuerOf(settings),
    ...optional('documentNumber', facts.documentNumber),
    ...optional('supersedes', facts.supersedes),
    signatories: signatoriesOf(settings),
    verifyUrl,
    qrUrl: qrAddress(address, serial, token),
    verifyHost: `${address.replace(/^https?:\/\//, '')}/verify`,
    isSample: facts.isSample,
    language: LANGUAGE,
    ...templateFor(settings.template, settings.layout),
  };
}
