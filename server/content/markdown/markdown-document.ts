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

/** A place in the text: line and column from 0. */
export interface Spot {
  readonly line: number;
  readonly column: number;
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
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
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
  #starts: readonly number[] | undefined;
  readonly #spots = new Map<Token, Spot>();

  constructor(source: MarkdownSource, slots: Slot[]) {
    this.source = source;
    this.slots = slots;
    this.labels = labelsIn(source.language);
  }

  get isLesson(): boolean {
    return this.source.kind === 'lesson';
  }

  /** The line `index`, from 0. */
  line(index: number): string {
    const { text } = this.source;
    this.#starts ??= lineStarts(text);
    const start = this.#starts[index];
    return start === undefined ? '' : text.slice(start, (this.#starts[index + 1] ?? text.length + 1) - 1);
  }

  report(line: number, column: number, mistake: Mistake): undefined {
    return this.source.report(this.source.place(line, column), mistake);
  }

  /** Where an inline token begins. Set by `arrange.ts`, read by the renderer. */
  setSpot(token: Token, spot: Spot): void {
    this.#spots.set(token, spot);
  }

  spotOf(token: Token | undefined): Spot {
    return (token && this.#spots.get(token)) ?? { line: 0, column: 0 };
  }

  /** The text that stands for the slot until the course is known. */
  open(slot: Slot): string {
    return slotMark(this.slots.push(slot) - 1);
  }
}

/** The parser passes its environment to every rule; this ties our document to it. */
export const environmentOf = (document: MarkdownDocument): Env => ({ document });

export function documentOf(env: Env | undefined): MarkdownDocument {
  const document = env?.['document'];
  if (!(document instanceof MarkdownDocument)) throw new Error('Markdown is rendered by renderMarkdown only');
  return document;
}
