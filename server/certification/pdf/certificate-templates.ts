import { NotFound } from '../../errors.ts';
import type { CertificateRecord } from '../certificate-record.ts';
import type { CertificateTemplate } from './certificate-template.ts';
import { klasik } from './klasik/klasik.ts';

/** The looks a certificate can have, by the name that records and `certificate.yaml` use. */
export const certificateTemplates = { klasik } as const satisfies Readonly<Record<string, CertificateTemplate>>;

export type CertificateTemplateName = keyof typeof certificateTemplates;

const byName: ReadonlyMap<string, CertificateTemplate> = new Map(Object.entries(certificateTemplates));

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
