/**
 * A certificate as frozen on the day of its issue. Paper, credential and verify page are made from this record
 * alone: what is not in it is not on the paper, and nothing in it ever changes.
 *
 * Days are `YYYY-MM-DD`. Texts stand as they were typed; the drawing may show them differently (an apostrophe
 * becomes ’), the record, the QR code and the credential do not.
 */
export interface CertificateRecord {
  /** e.g. `PSM-2026-7F3K-9Q2M-4T`: A to Z, 0 to 9 and `-`. */
  readonly serial: string;
  readonly holderName: string;
  /** Desa or kelurahan where the holder serves. */
  readonly village?: string;
  readonly regionName?: string;
  readonly course: CertifiedCourse;
  readonly units: readonly CertifiedUnit[];
  readonly issuedOn: string;
  /** Left out: does not expire. */
  readonly validUntil?: string;
  readonly issuer: CertificateIssuer;
  /** The issuer's own number for the document, beside the serial. */
  readonly documentNumber?: string;
  /** Serial of the certificate in whose place it stands: issued anew with a corrected name. */
  readonly supersedes?: string;
  /** 0 to 2, from the left. */
  readonly signatories: readonly Signatory[];
  /** `https://host/v/SERIAL`: what may be typed or linked by anybody. */
  readonly verifyUrl: string;
  /** What the QR code holds: the same page with its secret token and, behind `#`, the signed statement (`statement/`). */
  readonly qrUrl: string;
  /** The address printed under the QR code, short enough to be typed. */
  readonly verifyHost: string;
  /** True: prints CONTOH (sample) across every page. */
  readonly isSample: boolean;
  readonly language: 'id';
  /** Name and version of the template that draws this record, see `pdf/certificate-templates.ts`. */
  readonly template: string;
  readonly templateVersion: number;
  /** Of a look that is written down as data: names its content, which is kept (`kept-looks.ts`). */
  readonly templateHash?: string;
}

export interface CertifiedCourse {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly titleEn?: string;
  readonly level: 'dasar' | 'lanjutan' | 'khusus';
  /** JP, jam pelajaran. */
  readonly hours: number;
}

export interface CertifiedUnit {
  readonly code: string;
  readonly title: string;
  readonly titleEn?: string;
  /** Percent, both. */
  readonly minimum: number;
  readonly score: number;
  /** The attempt that proved it: what an auditor is shown. Neither on paper nor in the credential. */
  readonly attempt?: string;
}

export interface CertificateIssuer {
  /** One or two lines, e.g. the government and its office. */
  readonly lines: readonly string[];
  readonly place?: string;
  /** The rule or decree by which the issuer certifies. */
  readonly legalBasis?: string;
  /** The logo of that day: its key in the file store, which is named by the picture's content. */
  readonly logo?: string;
}

export interface Signatory {
  readonly office: string;
  readonly name: string;
  readonly secondLine?: string;
  /** A picture of the signature: its key in the file store, which is named by its content. */
  readonly signature?: string;
}
