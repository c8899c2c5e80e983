import { say, type Mistake, type Place } from '../../mistake.ts';
import type { Draft } from '../imported.ts';
import { LIMITS } from '../limits.ts';
import { badSyntax, noAnswer, tooManyParts } from '../notes/questions.ts';
import type { ReadingSource } from '../reading-source.ts';
import { plainToMarkdown } from '../markup/escape-markdown.ts';

const OPTION = /^\s*([A-Z])\s*[.)]\s+(.*)$/;
const LOOSE_OPTION = /^\s*([a-z])\s*[.)]\s+(.*)$/;
const KEY = /^\s*(?:ANSWER|JAWABAN|KUNCI)\s*:\s*(.*?)\s*$/i;
const FULL = 100;

interface AikenBlock {
  readonly line: number;
  readonly text: string[];
  readonly options: { readonly letter: string; text: string }[];
  key?: string;
}

const missingKey = () =>
  badSyntax(
    say('Soal ini tidak ditutup dengan baris "ANSWER: huruf".', 'This question does not end in a line "ANSWER: letter".'),
    say('Tulis misalnya "ANSWER: B" sesudah pilihan terakhir.', 'Write e.g. "ANSWER: B" after the last option.'),
  );

/** Questions end with their key; an empty line ends one that has none. */
function splitAiken(text: string): AikenBlock[] {
  const blocks: AikenBlock[] = [];
  let open: AikenBlock | undefined;
  text.split('\n').forEach((line, index) => {
    const key = KEY.exec(line)?.[1];
    const [, letter, option = ''] = (open?.options.length ? (OPTION.exec(line) ?? LOOSE_OPTION.exec(line)) : OPTION.exec(line)) ?? [];
    if (key !== undefined) {
      if (!open) blocks.push((open = { line: index + 1, text: [], options: [] }));
      open.key = key;
      open = undefined;
    } else if (line.trim() === '') {
      if (open && open.options.length > 0) open = undefined;
    } else {
      if (!open) blocks.push((open = { line: index + 1, text: [], options: [] }));
      const last = open.options.at(-1);
      if (letter !== undefined && open.text.length > 0) open.options.push({ letter: letter.toUpperCase(), text: option });
      else if (last) last.text += `\n${line.trim()}`;
      else open.text.push(line.trim());
    }
  });
  return blocks;
}

function readBlock({ text, options, key }: AikenBlock, place: Place): Draft | Mistake {
  if (key === undefined) return missingKey();
  if (options.length > LIMITS.parts) return tooManyParts(LIMITS.parts);
  if (text.length === 0) return badSyntax(say('Kunci ini tidak didahului soal.', 'There is no question before this key.'));
  const letter = key.toUpperCase();
  if (letter === '') return noAnswer();
  if (!options.some((option) => option.letter === letter)) {
    return badSyntax(
      say(`Kunci "${key.slice(0, 20)}" bukan salah satu pilihan (${options.map((option) => option.letter).join(', ') || 'tidak ada'}).`, `The key "${key.slice(0, 20)}" is none of the options (${options.map((option) => option.letter).join(', ') || 'there are none'}).`),
      say('Pilihan ditulis "A. teks" atau "A) teks", satu baris satu pilihan.', 'Options are written "A. text" or "A) text", one a line.'),
    );
  }
  return {
    place, name: undefined, id: undefined, category: undefined, tags: [], points: undefined, feedback: undefined,
    text: plainToMarkdown(text.join('\n')),
    answer: {
      kind: 'choice', several: false, exact: false, shuffle: true,
      options: options.map((option) => ({ text: plainToMarkdown(option.text), weight: option.letter === letter ? FULL : 0, feedback: undefined })),
    },
  };
}

/** Aiken (docs.moodle.org, Aiken format), also with JAWABAN or KUNCI for ANSWER. */
export function* readAiken(text: string, { file, review }: ReadingSource): Generator<Draft | undefined> {
  for (const block of splitAiken(text)) {
    const place = { file, line: block.line, column: 1 };
    const read = readBlock(block, place);
    yield 'code' in read ? review.add(place, read, block.text.join(' ') || block.key || '') : read;
  }
}
