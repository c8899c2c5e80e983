import { say, type Mistake } from '../../../mistake.ts';
import { LIMITS } from '../../limits.ts';
import { badSyntax, descriptionNotTaken, tooManyParts } from '../../notes/questions.ts';
import { giftText, hideEscapes, showEscapes, type GiftText } from './gift-text.ts';

/** An answer with its share of the points in percent. */
export interface GiftAnswer {
  readonly text: string;
  readonly weight: number;
  readonly feedback: string | undefined;
}

/** What stands between the braces; pieces still hold hidden escapes. */
export type GiftKey =
  | { readonly kind: 'essay' }
  | { readonly kind: 'true-false'; readonly answer: boolean; readonly wrong: string | undefined; readonly right: string | undefined }
  | { readonly kind: 'choice'; readonly several: boolean; readonly options: readonly GiftAnswer[] }
  | { readonly kind: 'short-text'; readonly answers: readonly GiftAnswer[] }
  | { readonly kind: 'numeric'; readonly answers: readonly GiftAnswer[]; readonly otherwise: string | undefined }
  | { readonly kind: 'matching'; readonly pairs: readonly { readonly left: string; readonly right: string }[] };

export interface GiftQuestion {
  readonly name: string | undefined;
  readonly text: GiftText;
  readonly feedback: string | undefined;
  readonly key: GiftKey;
}

const NAME = /^\s*::([\s\S]*?)::/;
const WEIGHT = /^\s*%(-?\d+(?:[.,]\d+)?)%/;
const GAP = '_____';
const FULL = 100;

function splitFeedback(answer: string): { text: string; feedback: string | undefined } {
  const at = answer.indexOf('#');
  return at < 0 ? { text: answer, feedback: undefined } : { text: answer.slice(0, at), feedback: answer.slice(at + 1) };
}

function weighted(answer: string, otherwise: number): GiftAnswer {
  const found = WEIGHT.exec(answer);
  const weight = found ? Number(found[1]?.replace(',', '.')) : otherwise;
  return { ...splitFeedback(found ? answer.slice(found[0].length) : answer), weight };
}

/** `=right ~wrong ~%50%part`: as Moodle has it, several may be chosen where no answer begins with `=`. */
function choice(body: string): GiftKey {
  const marks = [...body.matchAll(/[=~]/g)];
  const options = marks.map((mark, index) => {
    const piece = body.slice(mark.index + 1, marks[index + 1]?.index ?? body.length);
    // As in Moodle, a right answer has no weight of its own.
    return mark[0] === '=' ? { ...splitFeedback(piece), weight: FULL } : weighted(piece, 0);
  });
  return { kind: 'choice', several: !body.includes('='), options };
}

function numeric(body: string): GiftKey {
  const tilde = body.indexOf('~');
  const answers = (tilde < 0 ? body : body.slice(0, tilde)).split('=').filter((piece) => piece.trim() !== '');
  const otherwise = tilde < 0 ? undefined : splitFeedback(body.slice(tilde + 1)).feedback;
  return { kind: 'numeric', answers: answers.map((piece) => weighted(piece, FULL)), otherwise };
}

function trueFalse(body: string): GiftKey | undefined {
  const [word = '', wrong, right] = body.split('#');
  const found = /^(?:(t|true)|(f|false))$/i.exec(word.trim());
  return found ? { kind: 'true-false', answer: found[1] !== undefined, wrong, right } : undefined;
}

function readKey(body: string): GiftKey | Mistake {
  const trimmed = body.trim();
  if (trimmed === '') return { kind: 'essay' };
  if (trimmed.split(/[=~]/, LIMITS.parts + 2).length > LIMITS.parts + 1) return tooManyParts(LIMITS.parts);
  if (trimmed.startsWith('#')) return numeric(trimmed.slice(1));
  if (trimmed.includes('~')) return choice(trimmed);
  if (trimmed.startsWith('=')) {
    const pieces = trimmed.split('=').slice(1);
    if (!trimmed.includes('->')) return { kind: 'short-text', answers: pieces.map((piece) => weighted(piece, FULL)) };
    const pairs = pieces.map((piece) => {
      const at = piece.indexOf('->');
      return { left: at < 0 ? piece : piece.slice(0, at), right: at < 0 ? '' : piece.slice(at + 2) };
    });
    return { kind: 'matching', pairs };
  }
  return (
    trueFalse(trimmed) ??
    badSyntax(
      say(`Kunci {${showEscapes(trimmed).slice(0, 60)}} tidak terbaca.`, `The key {${showEscapes(trimmed).slice(0, 60)}} cannot be read.`),
      say('Awali yang benar dengan "=", yang salah dengan "~"; di dalam teks ditulis \\= dan \\~.', 'Begin right answers with "=", wrong ones with "~"; inside a text write \\= and \\~.'),
    )
  );
}

const unbalanced = (message: { id: string; en: string }) =>
  badSyntax(message, say('Kurung kurawal di dalam teks ditulis \\{ dan \\}.', 'Braces inside a text are written \\{ and \\}.'));

/** Reads one question of a GIFT file, or says what is wrong with it. */
export function readGiftQuestion(written: string): GiftQuestion | Mistake {
  const hidden = hideEscapes(written);
  const named = NAME.exec(hidden);
  const name = named ? showEscapes(named[1] ?? '').trim() : undefined;
  const rest = named ? hidden.slice(named[0].length) : hidden;
  const open = rest.indexOf('{');
  const close = rest.indexOf('}');
  if (open < 0 && close < 0) return descriptionNotTaken();
  if (close < 0) return unbalanced(unclosed);
  if (open < 0 || close < open) return unbalanced(unopened);
  const after = rest.slice(close + 1);
  if (/[{}]/.test(after)) return unbalanced(say('Soal ini mempunyai lebih dari satu {…}.', 'This question has more than one {…}.'));
  const [body = '', ...general] = rest.slice(open + 1, close).split('####');
  if (body.includes('{')) return unbalanced(say('Di dalam {…} ada { lagi.', 'There is another { inside {…}.'));
  const key = readKey(body);
  if ('code' in key) return key;
  const text = giftText(after.trim() === '' ? rest.slice(0, open) : `${rest.slice(0, open)}${GAP}${after}`);
  return { name: name || undefined, text, feedback: general.length > 0 ? general.join('####') : undefined, key };
}

const unclosed = say('Kurung kurawal "{" tidak ditutup; mungkin ada baris kosong di dalamnya.', 'The brace "{" is not closed; perhaps there is an empty line inside.');
const unopened = say('Ada "}" tanpa "{".', 'There is a "}" without a "{".');
