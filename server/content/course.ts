/**
 * A course as the rest of Bimtek sees it: read from files, checked, and from then on unchanging. A new state
 * of the files makes a new `Course` object with another `version`.
 */
import { isAuthorLanguage, type AuthorLanguage, type Language as PageLanguage } from '../web/i18n/language.ts';
/** Of the two that courses are written in. */
export type Language = AuthorLanguage;
export { LANGUAGES } from '../web/i18n/language.ts';

/** A text in the course's own language and, where its author translated it, in others. */
export type Translated<T> = Readonly<{ original: T } & Partial<Record<Language, T>>>;

/** The text in the language asked for, or in the language it was written in (file by file fallback). */
export const inLanguage = <T>(text: Translated<T>, language: PageLanguage): T => (isAuthorLanguage(language) ? text[language] : undefined) ?? text.original;

export type Level = 'dasar' | 'lanjutan' | 'khusus';
export type CourseStatus = 'draft' | 'pilot' | 'published' | 'hidden';
export type OnChange = 'pin' | 'migrate' | 'retake';

export interface Competency {
  readonly code: string;
  readonly title: Translated<string>;
  /** Percent of the points of this unit's questions that have to be reached. */
  readonly minimum: number;
  /** Raised by the author when what the unit demands has changed; renewal follows it. */
  readonly edition: number;
}

export interface Course {
  readonly id: string;
  /** SHA-256 over all files of the course, hex, first 16 digits. */
  readonly version: string;
  /** Absolute path of the folder this version was read from; media are served from there. */
  readonly folder: string;
  readonly title: Translated<string>;
  readonly shortTitle: Translated<string>;
  readonly summary: Translated<string>;
  readonly language: Language;
  readonly level: Level;
  readonly status: CourseStatus;
  readonly requires: readonly string[];
  /** JP, jam pelajaran. */
  readonly hours: number;
  readonly onChange: OnChange;
  readonly competencies: readonly Competency[];
  readonly certificate: CertificateTerms;
  readonly modules: readonly Module[];
  readonly exam: Quiz | undefined;
  readonly glossary: readonly GlossaryTerm[];
  readonly sources: Readonly<Record<string, Source>>;
  /** Every file that may be served beside the lessons; nothing else of the folder is (quizzes hold their keys). */
  readonly media: readonly MediaFile[];
}

export interface MediaFile {
  /** Relative to the course's folder, with `/`. */
  readonly path: string;
  /** SHA-256 of the bytes, hex, first 16 digits: part of the address, so that a copy may be kept for ever. */
  readonly hash: string;
  readonly bytes: number;
  /** For Content-Type. */
  readonly type: string;
}

export interface CertificateTerms {
  /** Months, from course.yaml or, over it, certificate.yaml; undefined: does not expire. */
  readonly validMonths: number | undefined;
  /** Begins the serial, e.g. `PSM`. */
  readonly prefix: string;
  /** Codes of the units that every renewal asks, from certificate.yaml. */
  readonly renew?: readonly string[] | undefined;
  /** From certificate.yaml; undefined: the administrator's settings apply. */
  readonly template?: string | undefined;
  /** The course's own look, from certificate-template.yaml. */
  readonly layout?: LayoutSource | undefined;
  /** Who certifies, where it is another than the site's. */
  readonly issuer?: CourseIssuer | undefined;
  /** See `document-number.ts`. */
  readonly documentNumber?: string | undefined;
  readonly signatories?: readonly Signatory[] | undefined;
  /** The issuer's logo: its bytes, base64, since versions are kept without their files. */
  readonly logo?: string | undefined;
}

/** A certificate's look as data, with its pictures: file name -> bytes, base64. */
export interface LayoutSource {
  /** As it was written. */
  readonly layout: unknown;
  readonly images: Readonly<Record<string, string>>;
}

export interface CourseIssuer {
  /** One or two. */
  readonly lines: readonly string[];
  readonly place?: string | undefined;
  readonly legalBasis?: string | undefined;
}

export interface Signatory {
  readonly name: string;
  readonly position: string;
  /** Below the name, e.g. a rank. */
  readonly secondLine?: string | undefined;
  /** A picture of the signature: its bytes, base64. */
  readonly signature?: string | undefined;
}

export interface Module {
  readonly id: string;
  readonly title: Translated<string>;
  readonly summary: Translated<string> | undefined;
  readonly lessons: readonly Lesson[];
  readonly quiz: Quiz | undefined;
}

export interface Lesson {
  readonly id: string;
  readonly title: Translated<string>;
  readonly lead: Translated<string> | undefined;
  readonly minutes: number;
  readonly competencies: readonly string[];
  readonly optional: boolean;
  readonly draft: boolean;
  /** Rendered, safe HTML of the body; headings begin at h2; the list of sources is part of it. */
  readonly html: Translated<string>;
}

export interface GlossaryTerm {
  readonly id: string;
  readonly term: Translated<string>;
  readonly meaning: Translated<string>;
}

export interface Source {
  readonly title: string;
  readonly url: string | undefined;
  readonly kind: 'rule' | 'government' | 'news' | 'secondary' | 'data';
}

/** `after-close`: for everybody at once, when the quiz's window has closed. */
export type Review = 'never' | 'after-finish' | 'after-pass' | 'after-close';

export interface Quiz {
  readonly id: string;
  /** `quiz` is formative and belongs to a module; `exam` is summative and counts for the certificate. */
  readonly kind: 'quiz' | 'exam';
  readonly title: Translated<string>;
  /** Percent; of a quiz only (an exam's minimums stand with the competencies). */
  readonly pass: number;
  readonly attempts: {
    /** 0: as often as one likes. */
    readonly limit: number;
    /** Minutes between the end of one attempt and the start of the next. */
    readonly waitMinutes: number;
    /** The same after the second attempt, the third...; the last holds for all later ones. Left out: waits do not grow. */
    readonly laterWaits?: readonly number[];
  };
  /** Minutes; undefined: none. */
  readonly timeLimitMinutes: number | undefined;
  /** Days (`YYYY-MM-DD`, Western Indonesian Time, both included) between which attempts may be begun. */
  readonly window?: { readonly from?: string | undefined; readonly until?: string | undefined } | undefined;
  readonly shuffle: boolean;
  readonly layout: 'one' | 'all';
  /** What its author says about answering it without a network; left out: where that is possible (`assessment/sync/may-be-taken.ts`). */
  readonly offline?: boolean | undefined;
  readonly draw: { readonly count: number } | { readonly perCompetency: number } | undefined;
  readonly review: Review;
  readonly questions: readonly Question[];
}

export type Difficulty = 'easy' | 'medium' | 'hard';

/** What every question has; `body` belongs to its type (see `question-types/`) and holds the key. */
export interface Question {
  readonly id: string;
  readonly type: string;
  readonly competency: string;
  readonly difficulty: Difficulty;
  readonly points: number;
  /** Safe HTML. */
  readonly text: Translated<string>;
  /** Safe HTML, for the whole question, shown with the result. */
  readonly feedback: Translated<string> | undefined;
  /** Id of the lesson where to read again. */
  readonly lesson: string | undefined;
  readonly sources: readonly string[];
  /** The type's own fields as the author wrote them (validated by the type), in the original language and overlaid. */
  readonly body: Translated<unknown>;
}
