import type { Translatable } from './course-layout.ts';
import type { CertificateTerms, Competency, Language } from './course.ts';
import { monthsIn } from './duration.ts';
import type { Names } from './course-index.ts';
import { isAuthorLanguage } from '../web/i18n/language.ts';
import { mentionAt, mentionsAt, valueAt } from './mentions.ts';
import { wholeFile, type Place } from './mistake.ts';
import { duplicateCompetency, requiresItself, unknownTemplate, unusedLook } from './mistakes/course.ts';
import { unknownCompetency } from './mistakes/references.ts';
import { translationWithoutOriginal } from './mistakes/translations.ts';
import type { Mention } from './parsed.ts';
import { readLayout, readPicture } from './read-layout.ts';
import type { Reading } from './reading.ts';
import { valueOf } from './read-yaml.ts';
import { certificateSchema, courseSchema, courseTranslationSchema, CODE_PATTERN, ID_PATTERN, type CourseDocument } from './schema.ts';
import { foreign } from './translation-gaps.ts';
import { translated } from './translated.ts';
import type { YamlDocument } from './yaml-document.ts';
import type { z } from 'zod';

type HeadTranslation = z.output<typeof courseTranslationSchema>;

/** What course.yaml, its translations and certificate.yaml say. */
export interface CourseHead {
  /** Known as soon as course.yaml names one, whatever else is wrong. */
  readonly id: string | undefined;
  readonly language: Language;
  readonly requires: readonly Mention[];
  readonly competencyNames: Names;
  readonly competencyPlaces: ReadonlyMap<string, Place>;
  /** Undefined where course.yaml holds a mistake. */
  readonly course: CourseDocument | undefined;
  readonly translations: readonly (readonly [Language, HeadTranslation])[];
  /** `pictures`: the files that certificate.yaml names. */
  readonly certificate: Omit<CertificateTerms, 'prefix'> & { readonly pictures: readonly string[] };
}

function competencyPlaces(document: YamlDocument, reading: Reading): Map<string, Place> {
  const places = new Map<string, Place>();
  const list = valueAt(document.value, ['competencies']);
  if (!Array.isArray(list)) return places;
  list.forEach((_: unknown, index) => {
    const code = mentionAt(document, ['competencies', index, 'code']);
    const first = code && places.get(code.name);
    if (code && first) reading.report(code.place, duplicateCompetency(code.name, first));
    else if (code) places.set(code.name, code.place);
  });
  return places;
}

function readTranslations(text: Translatable, own: Language, codes: Names, reading: Reading): CourseHead['translations'] {
  const found: [Language, HeadTranslation][] = [];
  for (const [language, file] of foreign(text, own)) {
    const document = reading.document(file);
    const value = valueOf(document, courseTranslationSchema, reading.report);
    for (const code of Object.keys(value?.competencies ?? {})) {
      if (!codes.names.has(code) && codes.isComplete && document) {
        reading.report(document.placeOfKey(['competencies'], code), translationWithoutOriginal(code, codes.names));
      }
    }
    if (value) found.push([language, value]);
  }
  return found;
}

function readCertificate(reading: Reading, competencyNames: Names): CourseHead['certificate'] {
  const file = reading.layout.certificate;
  const document = file && reading.document(file);
  const value = file && valueOf(document, certificateSchema, reading.report);
  const template = document && mentionAt(document, ['template']);
  const { templates } = reading;
  if (template && templates && !templates.includes(template.name)) reading.report(template.place, unknownTemplate(template.name, templates));
  const renewed = document ? mentionsAt(document, ['renew']) : [];
  for (const { name, place } of renewed) if (competencyNames.isComplete && !competencyNames.names.has(name)) reading.report(place, unknownCompetency(name, competencyNames.names));
  const { look } = reading.layout;
  const layout = look && reading.layouts && readLayout(reading.document(look), reading.listing.files, reading.layouts, reading.report);
  if (look && template) reading.report(wholeFile(look.path), unusedLook(template.name));
  const pictures: string[] = [];
  /** A picture that the file names at this path. */
  const pictureAt = (name: string | undefined, path: readonly (string | number)[], use: 'logo' | 'signature'): string | undefined => {
    const { layouts } = reading;
    if (name === undefined || !document || !layouts) return undefined;
    pictures.push(name);
    return readPicture(name, reading.listing.files, (bytes) => layouts.pictureFault(bytes, use), (mistake) => reading.report(document.placeOf(path), mistake));
  };
  const logo = pictureAt(value?.logo, ['logo'], 'logo');
  const signatories = value?.signatories?.map(({ name, position, second_line: secondLine, signature }, index) => ({ name, position, secondLine, ...(signature !== undefined && { signature: pictureAt(signature, ['signatories', index, 'signature'], 'signature') }) }));
  return {
    pictures,
    layout,
    logo,
    issuer: value?.issuer && { lines: value.issuer, place: value.place, legalBasis: value.legal_basis },
    template: value?.template,
    validMonths: value?.valid === undefined ? undefined : monthsIn(value.valid),
    renew: value?.renew,
    documentNumber: value?.document_number,
    signatories,
  };
}

const listLength = (document: YamlDocument | undefined) => {
  const list = valueAt(document?.value, ['competencies']);
  return Array.isArray(list) ? list.length : -1;
};

export function readHead(text: Translatable, reading: Reading): CourseHead {
  const document = reading.document(text.original);
  const course = valueOf(document, courseSchema, reading.report);
  const written = document && mentionAt(document, ['id'])?.name;
  const id = written !== undefined && ID_PATTERN.test(written) ? written : undefined;
  const language = valueAt(document?.value, ['language']);
  const own: Language = isAuthorLanguage(language) ? language : 'id';
  const places = document ? competencyPlaces(document, reading) : new Map<string, Place>();
  const competencyNames = { names: new Set(places.keys()), isComplete: [...places.keys()].every((name) => CODE_PATTERN.test(name)) && places.size === listLength(document) };
  const requires = document ? mentionsAt(document, ['requires']) : [];
  for (const { name, place } of requires) if (name === id) reading.report(place, requiresItself());
  return {
    id,
    language: own,
    requires,
    competencyNames,
    competencyPlaces: places,
    course,
    translations: readTranslations(text, own, competencyNames, reading),
    certificate: readCertificate(reading, competencyNames),
  };
}

export const competenciesOf = ({ course, translations }: CourseHead): Competency[] =>
  (course?.competencies ?? []).map(({ code, title, minimum, edition }) => ({
    code,
    title: translated(title, translations.map(([language, text]) => [language, text.competencies?.[code]])),
    minimum,
    edition,
  }));

export const certificateTerms = ({ certificate: { pictures: _named, ...certificate } }: CourseHead, { certificate: terms }: CourseDocument): CertificateTerms => ({
  ...certificate,
  validMonths: certificate.validMonths ?? (terms.valid === undefined ? undefined : monthsIn(terms.valid)),
  prefix: terms.prefix,
});
