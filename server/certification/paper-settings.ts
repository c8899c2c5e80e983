import type { CertificateTerms, LayoutSource } from '../content/course.ts';
import type { KeptSettings } from './certificate-settings-store.ts';

/** What stands on a course's certificates, beside who has earned what. */
export type PaperSettings = KeptSettings & { readonly template?: string | undefined; readonly layout?: LayoutSource | undefined };

/**
 * The issuer's settings, and over them what a course says in its `certificate.yaml`. Who signs and how documents are
 * numbered is a matter of the day of issue: `terms` are those of the course as it is published then, also for somebody
 * who finishes an earlier version. How long a certificate is valid belongs to the version that was finished.
 */
export const paperSettings = (settings: KeptSettings, terms: CertificateTerms): PaperSettings => ({
  ...settings,
  ...(terms.issuer && { issuerLines: [...terms.issuer.lines], place: terms.issuer.place ?? settings.place, legalBasis: terms.issuer.legalBasis ?? settings.legalBasis }),
  template: terms.template,
  layout: terms.layout,
  documentNumber: terms.documentNumber ?? settings.documentNumber,
  signatories:
    terms.signatories?.map(({ name, position, secondLine }) => ({ office: position, name, secondLine })) ?? settings.signatories,
});
