import type { CertificateRecord } from '../../certificate-record.ts';
import { LEVELS, hoursAndUnits, longDate, passedUnits, percent, WORDS } from '../klasik/words.ts';

/** What a line of a declared look can name. */
export interface PageFacts {
  readonly record: CertificateRecord;
  /** From 1, and how many there are. */
  readonly page: number;
  readonly pages: number;
}

type Value = (facts: PageFacts) => string | undefined;

const place = ({ record: { village, regionName } }: PageFacts): string => [village, regionName].filter(Boolean).join(', ');
const passed = ({ record: { units } }: PageFacts): string => passedUnits(units.filter(({ score, minimum }) => score >= minimum).length, units.length);

const values = {
  holder: ({ record }) => record.holderName,
  place,
  serial: ({ record }) => record.serial,
  document_number: ({ record }) => record.documentNumber,
  supersedes: ({ record }) => record.supersedes,
  course: ({ record }) => record.course.title,
  course_en: ({ record }) => record.course.titleEn,
  course_version: ({ record }) => `${record.course.id} · ${record.course.version}`,
  level: ({ record }) => LEVELS[record.course.level],
  hours: ({ record }) => percent(record.course.hours),
  hours_and_units: ({ record }) => hoursAndUnits(record.course.hours, record.units.length),
  passed,
  issued: ({ record }) => longDate(record.issuedOn),
  issue_place: ({ record }) => record.issuer.place,
  valid_until: ({ record }) => (record.validUntil ? longDate(record.validUntil) : WORDS.noExpiry),
  issuer: ({ record }) => record.issuer.lines.join(' · '),
  issuer_1: ({ record }) => record.issuer.lines[0],
  issuer_2: ({ record }) => record.issuer.lines[1],
  legal_basis: ({ record }) => record.issuer.legalBasis,
  verify_url: ({ record }) => record.verifyUrl,
  verify_host: ({ record }) => record.verifyHost,
  page: ({ page }) => String(page),
  pages: ({ pages }) => String(pages),
} as const satisfies Readonly<Record<string, Value>>;

export type Placeholder = keyof typeof values;
export const PLACEHOLDERS = Object.keys(values) as readonly Placeholder[];

const NAMED = /\{([^{}]*)\}/g;

/** The names in braces, as they are written. */
export const namedIn = (text: string): readonly string[] => [...text.matchAll(NAMED)].map(([, name = '']) => name);

const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(values, name);

/** The line as it is printed; undefined where something that it names is empty. */
export function filledIn(text: string, facts: PageFacts): string | undefined {
  let isWhole = true;
  const filled = text.replace(NAMED, (_, name: string) => {
    const value = isPlaceholder(name) ? values[name](facts) : undefined;
    if (value === undefined || value === '') isWhole = false;
    return value ?? '';
  });
  return isWhole ? filled : undefined;
}
