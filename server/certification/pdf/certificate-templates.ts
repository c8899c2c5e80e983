import { NotFound } from '../../errors.ts';
import type { LayoutSource } from '../../content/course.ts';
import type { CertificateRecord } from '../certificate-record.ts';
import type { CertificateTemplate } from './certificate-template.ts';
import { declaredTemplate, DRAWN_AS, hashOf } from './declared/declared-template.ts';
import { klasik } from './klasik/klasik.ts';

/** The looks that are drawn by code, by the name that records and `certificate.yaml` use. */
export const certificateTemplates = { klasik } as const satisfies Readonly<Record<string, CertificateTemplate>>;

export type CertificateTemplateName = keyof typeof certificateTemplates;

/** Draws where a course names no other. */
const USUAL: CertificateTemplateName = 'klasik';
/** What records of a course's own look call it. */
export const OWN_LOOK = 'own';

const byName: ReadonlyMap<string, CertificateTemplate> = new Map(Object.entries(certificateTemplates));

/** Looks that are written down as data: the site's by their names, and all that were seen by their contents. */
const siteLooks = new Map<string, LayoutSource>();
const looks = new Map<string, { readonly template: CertificateTemplate; readonly source: LayoutSource }>();
const names: string[] = Object.keys(certificateTemplates);

/** All names that `certificate.yaml` may use. */
export const certificateTemplateNames: readonly string[] = names;

/** More looks than a site has in years; the oldest is read again when it is needed. */
const MOST_LOOKS = 200;

export const isKnownLook = (hash: string): boolean => looks.has(hash);
export const sourceOf = (hash: string): LayoutSource | undefined => looks.get(hash)?.source;

/** Makes a look known by its content, under the name that its records have. */
export function knowLook(name: string, source: LayoutSource): string {
  const hash = hashOf(source);
  const [oldest] = looks.keys();
  if (!looks.has(hash)) looks.set(hash, { template: declaredTemplate(name, source), source });
  if (looks.size > MOST_LOOKS && oldest !== undefined) looks.delete(oldest);
  return hash;
}

/** Adds the site's looks, once for the process; a name that code has is code's. */
export function addLooks(found: readonly { readonly name: string; readonly source: LayoutSource }[]): void {
  for (const { name, source } of found) {
    if (byName.has(name)) continue;
    siteLooks.set(name, source);
    if (!names.includes(name)) names.push(name);
  }
}

type Named = Pick<CertificateRecord, 'template' | 'templateVersion' | 'templateHash'>;

const look = (template: string, source: LayoutSource): Named => ({ template, templateVersion: DRAWN_AS, templateHash: knowLook(template, source) });

/**
 * The template that a new record names, in its newest version. A course that was kept from earlier days may name one
 * that has gone: the usual one takes its place, so that nobody waits for a certificate. `own`: the course's own look, where
 * it names no other.
 */
export const templateFor = (asked: string | undefined, own?: LayoutSource): Named => {
  if (asked === undefined && own) return look(OWN_LOOK, own);
  const source = asked === undefined ? undefined : siteLooks.get(asked);
  if (asked !== undefined && source) return look(asked, source);
  const template = asked !== undefined && byName.has(asked) ? asked : USUAL;
  return { template, templateVersion: Math.max(...(byName.get(template)?.versions ?? [])) };
};

/** @throws NotFound when no template of that name draws that version. */
export const selectTemplate = ({ template, templateVersion, templateHash }: Named): CertificateTemplate => {
  const found = templateHash === undefined ? byName.get(template) : looks.get(templateHash)?.template;
  if (!found?.versions.includes(templateVersion)) {
    throw new NotFound('Templat sertifikat {template} versi {version} tidak ada.', { template, version: templateVersion });
  }
  return found;
};
