import { NotFound } from '../../errors.ts';
import type { CertificateRecord } from '../certificate-record.ts';
import type { CertificateTemplate } from './certificate-template.ts';
import { klasik } from './klasik/klasik.ts';

/** The looks a certificate can have, by the name that records and `certificate.yaml` use. */
export const certificateTemplates = { klasik } as const satisfies Readonly<Record<string, CertificateTemplate>>;

export type CertificateTemplateName = keyof typeof certificateTemplates;

export const certificateTemplateNames: readonly string[] = Object.keys(certificateTemplates);

/** Draws where a course names no other. */
const USUAL: CertificateTemplateName = 'klasik';

const byName: ReadonlyMap<string, CertificateTemplate> = new Map(Object.entries(certificateTemplates));

/**
 * The template that a new record names, in its newest version. A course that was kept from earlier days may name one
 * that has gone: the usual one takes its place, so that nobody waits for a certificate.
 */
export const templateFor = (asked: string | undefined): Pick<CertificateRecord, 'template' | 'templateVersion'> => {
  const template = asked !== undefined && byName.has(asked) ? asked : USUAL;
  return { template, templateVersion: Math.max(...(byName.get(template)?.versions ?? [])) };
};

/** @throws NotFound when no template of that name draws that version. */
export const selectTemplate = ({
  template,
  templateVersion,
}: Pick<CertificateRecord, 'template' | 'templateVersion'>): CertificateTemplate => {
  const found = byName.get(template);
  if (!found?.versions.includes(templateVersion)) {
    throw new NotFound('Templat sertifikat {template} versi {version} tidak ada.', { template, version: templateVersion });
  }
  return found;
};
