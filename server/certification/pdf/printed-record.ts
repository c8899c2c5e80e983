import type { CertificateRecord } from '../certificate-record.ts';
import { asPrinted } from './type/printed-text.ts';

const optional = <Key extends string>(key: Key, text: string | undefined): Partial<Record<Key, string>> => {
  const printed: Partial<Record<Key, string>> = {};
  if (text !== undefined && asPrinted(text) !== '') printed[key] = asPrinted(text);
  return printed;
};

/** The record with its texts as they are printed; addresses and the serial stay. Empty optional texts are left out. */
export const printedRecord = (record: CertificateRecord): CertificateRecord => {
  const { holderName, village, regionName, course, units, issuer, documentNumber, signatories, ...facts } = record;
  return {
    ...facts,
    holderName: asPrinted(holderName),
    ...optional('village', village),
    ...optional('regionName', regionName),
    ...optional('documentNumber', documentNumber),
    course: { ...course, title: asPrinted(course.title), ...optional('titleEn', course.titleEn) },
    units: units.map((unit) => ({ ...unit, title: asPrinted(unit.title), ...optional('titleEn', unit.titleEn) })),
    issuer: {
      lines: issuer.lines.map(asPrinted).filter((line) => line !== ''),
      ...optional('place', issuer.place),
      ...optional('legalBasis', issuer.legalBasis),
      ...(issuer.logo === undefined ? {} : { logo: issuer.logo }),
    },
    signatories: signatories.map(({ office, name, secondLine, signature }) => ({
      office: asPrinted(office),
      name: asPrinted(name),
      ...optional('secondLine', secondLine),
      ...(signature === undefined ? {} : { signature }),
    })),
  };
};

/** Every text of a record that is printed, by the path of its field. */
export const textsOf = (record: CertificateRecord): readonly (readonly [field: string, text: string])[] => {
  const { course, units, issuer, signatories } = record;
  const texts: (readonly [string, string | undefined])[] = [
    ['holderName', record.holderName],
    ['village', record.village],
    ['regionName', record.regionName],
    ['documentNumber', record.documentNumber],
    ['serial', record.serial],
    ['verifyUrl', record.verifyUrl],
    ['verifyHost', record.verifyHost],
    ['course.id', course.id],
    ['course.version', course.version],
    ['course.title', course.title],
    ['course.titleEn', course.titleEn],
    ['issuer.place', issuer.place],
    ['issuer.legalBasis', issuer.legalBasis],
    ...issuer.lines.map((line, index) => [`issuer.lines.${index}`, line] as const),
    ...units.flatMap(({ code, title, titleEn }, index) => [
      [`units.${index}.code`, code] as const,
      [`units.${index}.title`, title] as const,
      [`units.${index}.titleEn`, titleEn] as const,
    ]),
    ...signatories.flatMap(({ office, name, secondLine }, index) => [
      [`signatories.${index}.office`, office] as const,
      [`signatories.${index}.name`, name] as const,
      [`signatories.${index}.secondLine`, secondLine] as const,
    ]),
  ];
  return texts.flatMap(([field, text]) => (text === undefined ? [] : [[field, text] as const]));
};
