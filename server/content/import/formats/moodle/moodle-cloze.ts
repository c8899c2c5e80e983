import { decodeHTML } from 'entities';
import { LIMITS } from '../../limits.ts';
import { gapMark, type ClozeAnswer, type ClozeGap, type WeightedText } from '../../imported.ts';
import { noAnswer, notANumber, tooManyParts, typeUnknown } from '../../notes/questions.ts';
import { elementsOf, firstOf, textOf, type XmlElement } from '../../xml-tree.ts';
import { numberOf } from '../number.ts';
import type { MoodleQuestion } from './moodle-text.ts';

/** `{1:SHORTANSWER:=Bandung#Ya~%50%Bogor}` (docs.moodle.org, Embedded Answers). */
const GAP = /\{(\d*):([A-Z_]+):((?:[^{}\\]|\\[\s\S])*)\}/g;
const PLURAL = /^(?:MULTICHOICE|MC|MULTICHOICE_(?:V|H|S|VS|HS)|MC(?:V|H|S|VS|HS))$/;
const TEXT = /^(?:SHORTANSWER|SA|MW|SHORTANSWER_C|SAC|MWC)$/;
const NUMBER = /^(?:NUMERICAL|NM)$/;
const FULL = 100;

interface GapSource {
  readonly weight: number;
  readonly type: string;
  readonly key: string;
}

export interface ClozeSource {
  /** `questiontext` with marks for its gaps. */
  readonly text: XmlElement;
  readonly gaps: readonly GapSource[];
}

/** Takes the keys out of the text of a cloze question. */
export function clozeSource(element: XmlElement): ClozeSource | undefined {
  const written = firstOf(element, 'questiontext');
  if (!written) return undefined;
  const gaps: GapSource[] = [];
  const marked = textOf(firstOf(written, 'text')).replaceAll(GAP, (_all, weight: string, type: string, key: string) => {
    gaps.push({ weight: weight === '' ? 1 : Number(weight), type, key });
    return gapMark(gaps.length - 1);
  });
  const text: XmlElement = { name: 'text', attributes: {}, children: [marked], line: written.line, column: written.column };
  return { text: { ...written, children: [text, ...elementsOf(written, 'file')] }, gaps };
}

const unescaped = (text: string) => decodeHTML(text.replaceAll(/<[^>]{0,1000}>/g, '')).replaceAll(/\\([~#}/"\\=])/g, '$1').replaceAll(/\s+/g, ' ').trim();

/** The answers of a gap, each with its weight: parted by `~`, `=` for right ones, `%50%` for parts, `#` before feedback. */
function answersIn(key: string): WeightedText[] {
  return key.split(/(?<!\\)~/).filter((piece) => piece.trim() !== '').map((piece) => {
    const [, weight, rest = ''] = /^\s*(=|%-?\d+(?:\.\d+)?%)?([\s\S]*)$/.exec(piece) ?? [];
    const [text = '', ...said] = rest.split(/(?<!\\)#/);
    return { text: unescaped(text), weight: weight === '=' ? FULL : weight === undefined ? 0 : Number(weight.slice(1, -1)), feedback: unescaped(said.join('#')) || undefined };
  });
}

function gapOf({ weight, type, key }: GapSource, question: MoodleQuestion): ClozeGap | undefined {
  const { review, place, label } = question;
  const answers = answersIn(key);
  if (PLURAL.test(type)) return { weight, answer: { kind: 'choice', several: false, exact: false, shuffle: type.endsWith('S') && type !== 'MCS', options: answers } };
  if (TEXT.test(type)) return { weight, answer: { kind: 'short-text', answers, wildcards: true, caseSensitive: type.endsWith('C'), otherwise: undefined } };
  if (!NUMBER.test(type)) return review.add(place, typeUnknown(type), label);
  const wrong = answers.find(({ text }) => text === '*');
  const numbers = answers.filter((answer) => answer !== wrong).map(({ text, ...more }) => {
    const [value, tolerance = '0'] = text.split(':');
    return { ...more, value: numberOf(value), tolerance: Math.abs(numberOf(tolerance)) };
  });
  if (numbers.some(({ value, tolerance }) => Number.isNaN(value) || Number.isNaN(tolerance))) return review.add(place, notANumber(key), label);
  return { weight, answer: { kind: 'numeric', answers: numbers, unit: undefined, otherwise: wrong?.feedback } };
}

/** What stands in the gaps; undefined after the review was told. */
export function moodleCloze({ gaps }: ClozeSource, question: MoodleQuestion): ClozeAnswer | undefined {
  const { review, place, label, element } = question;
  if (gaps.length === 0) return review.add(place, noAnswer(), label);
  if (gaps.length > LIMITS.parts) return review.add(place, tooManyParts(LIMITS.parts), label);
  const read = gaps.map((gap) => gapOf(gap, question));
  const known = read.filter((gap) => gap !== undefined);
  const exact = textOf(firstOf(element, 'tags')).includes('scoring:all-or-nothing');
  return known.length === read.length ? { kind: 'cloze', gaps: known, perPart: !exact } : undefined;
}
