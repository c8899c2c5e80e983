import { inLanguage, type Course } from '../content/course.ts';
import { Invalid } from '../errors.ts';
import type { Certification } from './certification.ts';
import type { CertificateRecord } from './certificate-record.ts';
import { paperSettings } from './paper-settings.ts';
import { certificateTemplates, templateFor } from './pdf/certificate-templates.ts';
import { missingCharacters, renderCertificate } from './pdf/render-certificate.ts';
import { openLogos } from './printed-logos.ts';
import { issuerOf } from './freeze-record.ts';

const EXAMPLE: CertificateRecord = certificateTemplates.klasik.example;

/** What is tried: a look by its name, or the certificate of a course as it would be issued today. */
export type Tried = { readonly look: string; readonly course?: undefined } | { readonly course: Course; readonly look?: undefined };

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
  const settings = tried.course ? paperSettings(kept, tried.course.certificate) : { ...kept, template: tried.look, layout: undefined };
  const record: CertificateRecord = {
    ...EXAMPLE,
    ...(tried.course && courseFacts(tried.course)),
    holderName: name,
    issuer: settings.issuerLines.length > 0 ? issuerOf(settings) : EXAMPLE.issuer,
    signatories: settings.signatories.length > 0 ? settings.signatories.map(({ office, name: signer, secondLine }) => ({ office, name: signer, ...(secondLine ? { secondLine } : {}) })) : EXAMPLE.signatories,
    isSample: true,
    ...templateFor(settings.template, settings.layout),
  };
  const { holderName: letters } = await missingCharacters(record);
  if (letters) throw new Invalid('Ada huruf yang tidak dapat dicetak: {letters}', { name: 'Ada huruf yang tidak dapat dicetak: {letters}' }, { letters: letters.join(' ') });
  return renderCertificate(record, await openLogos(files).of(record));
}
