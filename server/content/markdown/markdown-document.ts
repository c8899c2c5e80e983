import type { Env, Token } from 'markdown-it';
import type { Language } from '../course.ts';
import type { Mistake, Report } from '../mistake.ts';
import type { PlaceOfText } from '../yaml-document.ts';
import { labelsIn, type Labels } from './labels.ts';
import { slotMark, type Slot } from './slots.ts';

/** A note that the lesson itself defines: `[^1]: text`. */
export interface Definition {
  readonly line: number;
  readonly tokens: Token[];
}

export interface Mention {
  /** How many were rendered so far: each has an id of its own. */
  readonly count: number;
  /** Of the first one. */
  readonly spot: Spot;
}

export interface MarkdownSource {
  readonly text: string;
  readonly language: Language;
  /** A lesson has blocks, numbered figures, sources and soft hyphens; a question has none of them. */
  readonly kind: 'lesson' | 'question';
  readonly place: PlaceOfText;
  readonly report: Report;
  /** Where the slots go that several texts share, e.g. those of one question's options. */
  readonly slots?: Slot[];
}

/** One text on its way to HTML: what the rules of the parser and the renderer gather about it. */
export class MarkdownDocument {
  readonly source: MarkdownSource;
  readonly labels: Labels;
  readonly slots: Slot[];
  readonly anchors = new Set<string>();
  readonly definitions = new Map<string, Definition>();
  /** Labels of sources in the order of their first mention. */
  readonly mentions = new Map<string, Mention>();
  figures = 0;
  tables = 0;
  headingLevel = 1;
  heading = '';
  #lines: readonly string[] | undefined;

  constructor(source: MarkdownSource) {
    this.source = source;
    this.slots = source.slots ?? [];
    this.labels = labelsIn(source.language);
  }

  get isLesson(): boolean {
    return this.source.kind === 'lesson';
  }

  /** The line `index`, from 0. */
  line(index: number): string {
    this.#lines ??= this.source.text.split('\n');
    return this.#lines[index] ?? '';
  }

  report(line: number, column: number, mistake: Mistake): void {
    this.source.report(this.source.place(line, column), mistake);
  }

  /** The text that stands for the slot until the course is known. */
  open(slot: Slot): string {
    return slotMark(this.slots.push(slot) - 1);
  }
}

const documents = new WeakMap<Env, MarkdownDocument>();

/** The parser passes its environment to every rule; this ties our document to it. */
export function environmentOf(document: MarkdownDocument): Env {
  const env: Env = {};
  documents.set(env, document);
  return env;
}

export function documentOf(env: Env | undefined): MarkdownDocument {
  const document = env && documents.get(env);
  if (!document) throw new Error('Markdown is rendered by renderMarkdown only');
  return document;
}

/** Where an inline token begins: line from 0, column from 0. Set by `arrange.ts`, read by the renderer. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

const spots = new WeakMap<Token, Spot>();

export const setSpot = (token: Token, spot: Spot) => spots.set(token, spot);

export const spotOf = (token: Token | undefined): Spot => (token && spots.get(token)) ?? { line: 0, column: 0 };
