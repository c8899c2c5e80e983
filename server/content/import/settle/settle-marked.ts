import { MODEL_HEADING, RUBRIC_LINE } from '../../export/rubric-words.ts';
import type { EssayAnswer, FileAnswer } from '../imported.ts';
import { filesMost } from '../notes/places-and-files.ts';
import { rubricToWrite } from '../notes/questions.ts';
import { tagValue, type Settled, type Settling } from './settling.ts';

const LONGEST_TITLE = 200;
const MOST_CRITERIA = 10;
const MOST_POINTS = 100;
/** As many files as an answer may hold, and as many as it may where an author says nothing. */
const MOST_FILES = 5;
const FILES_BY_DEFAULT = 3;
const letter = (index: number) => String.fromCharCode('a'.charCodeAt(0) + index);

/** A rubric as our own export writes it for markers: lines `- title (points)`, then the good answer below its heading. */
function ownRubric(guide: string, settling: Settling): Readonly<Record<string, unknown>> | undefined {
  const [lines = '', ...model] = guide.split(`\n\n${MODEL_HEADING}\n\n`);
  const criteria = lines.split('\n').map((line) => RUBRIC_LINE.exec(line));
  if (criteria.length > MOST_CRITERIA || criteria.some((found) => !found || Number(found[2]) < 1 || Number(found[2]) > MOST_POINTS)) return undefined;
  const ids = tagValue(settling, 'rubric')?.split('.') ?? [];
  const fits = new Set(ids).size === criteria.length && ids.length === criteria.length && ids.every((id) => /^[a-z0-9-]{1,20}$/.test(id));
  return {
    rubric: criteria.map((found, index) => ({ id: fits ? ids[index] : letter(index), title: found?.[1]?.replaceAll(/\\([^\w\s])/g, '$1'), points: Number(found?.[2]) })),
    ...(model.length > 0 && { model_answer: model.join('\n\n') }),
  };
}

/** What is ours of an answer that a trainer marks: a rubric of one line to begin with, where the source has none like ours. */
function marked(guide: string | undefined, settling: Settling): Readonly<Record<string, unknown>> {
  const own = ownRubric(guide?.trim() ?? '', settling);
  if (own) return own;
  const line = guide?.replaceAll(/\s+/g, ' ').trim() ?? '';
  const fits = line !== '' && line.length <= LONGEST_TITLE;
  settling.note(rubricToWrite(line));
  const points = Math.min(MOST_POINTS, Math.max(1, Math.round(settling.draft.points ?? 1)));
  return { rubric: [{ id: 'isi', title: fits ? line : 'Isi jawaban', points }] };
}

export const settleEssay = ({ guide }: EssayAnswer, settling: Settling): Settled => ({ type: 'essay', own: marked(guide, settling) });

export function settleFile({ accept, most, guide }: FileAnswer, settling: Settling): Settled {
  const count = Math.min(MOST_FILES, most ?? MOST_FILES);
  if (count !== most) settling.note(filesMost(count));
  return { type: 'file', own: { ...(accept.length === 1 && { accept: [...accept] }), ...(count !== FILES_BY_DEFAULT && { most: count }), ...marked(guide, settling) } };
}
