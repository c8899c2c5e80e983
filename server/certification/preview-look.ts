import { documentNumber } from '../content/document-number.ts';
import { inLanguage, type Course } from '../content/course.ts';
import { Invalid } from '../errors.ts';
import type { Certification } from './certification.ts';
import type { CertificateRecord } from './certificate-record.ts';
import type { KeptPaper } from './keep-paper.ts';
import { paperSettings, type PaperSettings } from './paper-settings.ts';
import { certificateTemplates, templateFor } from './pdf/certificate-templates.ts';
import { missingCharacters, renderCertificate } from './pdf/render-certificate.ts';
import { openPaperPictures } from './printed-pictures.ts';
import { issuerOf, signatoriesOf } from './freeze-record.ts';

const EXAMPLE: CertificateRecord = certificateTemplates.klasik.example;

/** What is tried: a look by its name, or the certificate of a course as it would be issued today. */
export type Tried = { readonly look: string; readonly course?: undefined } | { readonly course: Course; readonly look?: undefined; readonly ofClass?: KeptPaper | undefined };

const courseFacts = (course: Course): Pick<CertificateRecord, 'course' | 'units'> => ({
  course: { id: course.id, version: course.version, title: inLanguage(course.title, 'id'), level: course.level, hours: course.hours },
  units: course.competencies.map(({ code, title, minimum }) => ({ code, title: inLanguage(title, 'id'), minimum, score: Math.min(100, minimum + 10) })),
});

/**
 * A certificate that was never issued, marked CONTOH, with the issuer, the signatories and the logo that a real one would have.
 *
 * @throws Invalid, with the field `name`, when the name has letters that cannot be printed.
 */
export async function previewLook({ settings: settingsStore, files }: Pick<Certification, 'settings' | 'files'>, tried: Tried, name: string): Promise<Buffer> {
  const kept = await settingsStore.select();
  const settings: PaperSettings = tried.course ? paperSettings(kept, tried.course.certificate, tried.ofClass) : { ...kept, template: tried.look, layout: undefined, carried: new Map() };
  const record: CertificateRecord = {
    ...EXAMPLE,
    ...(tried.course && courseFacts(tried.course)),
    holderName: name,
    issuer: settings.issuerLines.length > 0 ? issuerOf(settings) : { ...EXAMPLE.issuer, ...(settings.logo === undefined ? {} : { logo: settings.logo }) },
    signatories: settings.signatories.length > 0 ? signatoriesOf(settings) : EXAMPLE.signatories,
    ...(settings.documentNumber === undefined ? {} : { documentNumber: documentNumber(settings.documentNumber, 0, EXAMPLE.issuedOn) }),
    isSample: true,
    ...templateFor(settings.template, settings.layout),
  };
  const { holderName: letters } = await missingCharacters(record);
  if (letters) throw new Invalid('Ada huruf yang tidak dapat dicetak: {letters}', { name: 'Ada huruf yang tidak dapat dicetak: {letters}' }, { letters: letters.join(' ') });
  const pictures = openPaperPictures({ get: async (key) => settings.carried.get(key) ?? files.get(key) });
  return renderCertificate(record, await pictures.of(record));
}
