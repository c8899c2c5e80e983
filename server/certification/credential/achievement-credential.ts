import type { CertificateRecord, CertifiedUnit } from '../certificate-record.ts';
import { beginningOf, dayAfter } from '../validity.ts';
import { statusListAddress, type StatusPlace } from './status-place.ts';

const CONTEXTS = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'];
const SCHEMA = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';
const SECOND_MS = 1000;

/** The address of the site on the day of issue: everything in the credential is named below it. */
export const homeOf = ({ verifyUrl, serial }: Pick<CertificateRecord, 'verifyUrl' | 'serial'>): string => verifyUrl.slice(0, -`/v/${serial}`.length);

/** The first second of the day of issue, in Western Indonesian Time, and the last one of the last day. */
const validFrom = ({ issuedOn }: CertificateRecord): Date => beginningOf(issuedOn);
const validUntil = ({ validUntil: lastDay }: CertificateRecord): Date | undefined =>
  lastDay === undefined ? undefined : new Date(beginningOf(dayAfter(lastDay)).getTime() - SECOND_MS);

const seconds = (date: Date): number => Math.floor(date.getTime() / SECOND_MS);
const isoSeconds = (date: Date): string => date.toISOString().replace('.000Z', 'Z');

const resultId = (achievement: string, { code }: CertifiedUnit): string => `${achievement}#${encodeURIComponent(code)}`;

/** Who issues: also served at its `id`. */
export const issuerProfile = (home: string, name: string): Readonly<Record<string, unknown>> => ({
  id: `${home}/issuer`,
  type: ['Profile'],
  name,
  url: home,
});

const achievementOf = ({ course, units, issuer }: CertificateRecord, home: string) => {
  const id = `${home}/courses/${course.id}`;
  const minimums = units.map(({ code, title, minimum }) => `- ${code} ${title}: ${minimum}%`);
  return {
    id,
    type: ['Achievement'],
    achievementType: 'Certificate',
    name: course.title,
    description: `Sertifikat Standar Kompetensi Minimum, tingkat ${course.level}, ${course.hours} JP. Penerbit: ${issuer.lines.join(', ')}.`,
    criteria: { id, narrative: ['Semua modul selesai, dan batas minimum setiap unit kompetensi tercapai:', '', ...minimums].join('\n') },
    humanCode: course.id,
    version: course.version,
    inLanguage: 'id',
    /** JP, jam pelajaran. */
    creditsAvailable: course.hours,
    resultDescription: units.map((unit) => ({
      id: resultId(id, unit),
      type: ['ResultDescription'],
      name: `${unit.code} ${unit.title}`,
      resultType: 'Percent',
      valueMin: '0',
      valueMax: '100',
      requiredValue: String(unit.minimum),
    })),
  };
};

const subjectOf = (record: CertificateRecord, home: string) => {
  const achievement = achievementOf(record, home);
  return {
    // Names this holding of this certificate and nothing else: no two certificates of a person can be joined by it.
    id: `${record.verifyUrl}#pemegang`,
    type: ['AchievementSubject'],
    identifier: [{ type: 'IdentityObject', hashed: false, identityHash: record.holderName, identityType: 'name' }],
    ...(record.documentNumber === undefined ? {} : { licenseNumber: record.documentNumber }),
    creditsEarned: record.course.hours,
    achievement,
    result: record.units.map((unit) => ({ type: ['Result'], resultDescription: resultId(achievement.id, unit), value: String(unit.score) })),
  };
};

/**
 * The Open Badges 3.0 credential of a certificate, made of its record alone, with the claims of a VC-JWT beside it
 * (Open Badges 3.0, 8.2.4.1: the payload is the credential itself). Open Badges 3.0 allows one `credentialStatus`: see
 * `status-list.ts` for what its list says.
 */
export function achievementCredential(record: CertificateRecord, place: StatusPlace): Readonly<Record<string, unknown>> {
  const home = homeOf(record);
  const issuer = issuerProfile(home, record.issuer.lines.join(', '));
  const credentialSubject = subjectOf(record, home);
  const [from, until] = [validFrom(record), validUntil(record)];
  const list = statusListAddress(home, place.list, 'revocation');
  return {
    '@context': CONTEXTS,
    id: record.verifyUrl,
    // Two names of one thing; there are wallets that look for either.
    type: ['VerifiableCredential', 'OpenBadgeCredential', 'AchievementCredential'],
    name: record.course.title,
    issuer,
    validFrom: isoSeconds(from),
    awardedDate: isoSeconds(from),
    ...(until === undefined ? {} : { validUntil: isoSeconds(until) }),
    credentialSubject,
    credentialSchema: [{ id: SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
    credentialStatus: {
      id: `${list}#${place.index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(place.index),
      statusListCredential: list,
    },
    iss: issuer['id'],
    jti: record.verifyUrl,
    sub: credentialSubject.id,
    nbf: seconds(from),
    ...(until === undefined ? {} : { exp: seconds(until) }),
  };
}
