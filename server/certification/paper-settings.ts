import type { CertificateTerms, LayoutSource } from '../content/course.ts';
import type { FileStore } from '../storage/storage.ts';
import type { KeptSettings } from './certificate-settings-store.ts';
import type { KeptPaper } from './keep-paper.ts';
import { pictureKey } from './paper-pictures.ts';

/** What stands on a course's certificates, beside who has earned what. */
export type PaperSettings = KeptSettings & {
  readonly template?: string | undefined;
  readonly layout?: LayoutSource | undefined;
  /** Pictures that came with the course's files, by their keys in the file store: kept there before a record names them. */
  readonly carried: ReadonlyMap<string, Buffer>;
};

/** What is set for the class in which a learner takes a course; undefined: nothing. Administration implements it. */
export type ClassTerms = (learner: string, course: string) => Promise<KeptPaper | undefined>;

/** Where no classes are. */
export const NO_CLASS_TERMS: ClassTerms = async () => undefined;

type Issuer = Pick<KeptSettings, 'issuerLines' | 'place' | 'legalBasis' | 'logo'>;

const isAnother = (lines: readonly string[], below: readonly string[]): boolean => lines.length > 0 && lines.join('\n') !== below.join('\n');

/**
 * Place and legal basis belong to an issuer; who names another says those that differ. A logo is never lent: another issuer
 * without one has none.
 */
const issuerOver = (below: Issuer, { issuerLines, place, legalBasis, logo }: Issuer): Issuer => ({
  issuerLines: issuerLines.length > 0 ? issuerLines : below.issuerLines,
  place: place ?? below.place,
  legalBasis: legalBasis ?? below.legalBasis,
  logo: logo ?? (isAnother(issuerLines, below.issuerLines) ? undefined : below.logo),
});

/** The pictures of a course, decoded, with the keys that name them. */
function coursePaper({ issuer, logo, signatories, documentNumber }: CertificateTerms, carried: Map<string, Buffer>): KeptPaper {
  const keyOf = (base64: string | undefined, use: 'logo' | 'signature'): string | undefined => {
    if (base64 === undefined) return undefined;
    const bytes = Buffer.from(base64, 'base64');
    const key = pictureKey(bytes, use);
    carried.set(key, bytes);
    return key;
  };
  return {
    issuerLines: [...(issuer?.lines ?? [])],
    place: issuer?.place,
    legalBasis: issuer?.legalBasis,
    documentNumber,
    logo: keyOf(logo, 'logo'),
    signatories: (signatories ?? []).map(({ name, position, secondLine, signature }) => {
      const key = keyOf(signature, 'signature');
      return { office: position, name, secondLine, ...(key === undefined ? {} : { signature: key }) };
    }),
  };
}

const over = (below: KeptSettings, { signatories, documentNumber, ...issuer }: KeptPaper): KeptSettings => ({
  ...below,
  ...issuerOver(below, issuer),
  documentNumber: documentNumber ?? below.documentNumber,
  signatories: signatories.length > 0 ? signatories : below.signatories,
});

/**
 * The site's settings, over them what a course says in its `certificate.yaml`, and over that what an administrator set for
 * the class. Who signs and how documents are numbered is a matter of the day of issue: `terms` are those of the course
 * as it is published then, also for somebody who finishes an earlier version. How long a certificate is valid belongs to
 * the version that was finished.
 */
export function paperSettings(settings: KeptSettings, terms: CertificateTerms, ofClass?: KeptPaper): PaperSettings {
  const carried = new Map<string, Buffer>();
  const ofCourse = over(settings, coursePaper(terms, carried));
  return { ...(ofClass ? over(ofCourse, ofClass) : ofCourse), template: terms.template, layout: terms.layout, carried };
}

/** Keeps the pictures that a record is about to name. */
export async function keepCarried(files: FileStore, { carried }: Pick<PaperSettings, 'carried'>, named: readonly (string | undefined)[]): Promise<void> {
  for (const [key, bytes] of carried) if (named.includes(key) && !(await files.get(key))) await files.put(key, bytes);
}
