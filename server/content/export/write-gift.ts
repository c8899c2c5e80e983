import { reportInto } from '../mistake.ts';
import type { Problem } from '../problem.ts';
import type { ExportQuestion, ExportableBody, BodyOf } from './exportable.ts';
import { linksIn, picturesIn } from './markdown-parts.ts';
import { allOrNothingInMoodle, arrowInAnswer, linkStaysHere, notInGift, pictureNotInGift, pointsAsTag } from './notes.ts';
import { fractionOf } from './fraction.ts';
import { tellTypeLosses } from './part-losses.ts';
import { tagsOf } from './question-tags.ts';
import { tag } from './tags.ts';

/** docs.moodle.org, GIFT format: what has a meaning is written behind a backslash, line ends as `\n`. */
const escape = (text: string): string => text.trim().replaceAll(/[\\~=#{}:]/g, '\\$&').replaceAll('\n', '\\n');

/** An arrow would make matching of it; `\>` is the same in Markdown. */
const prose = (text: string): string => {
  const written = escape(text.replaceAll('->', '-\\>'));
  // What looks like the name of a format or a weight gets a real one before it.
  return /^\[(?:html|moodle|plain|markdown)\]/i.test(written) ? `[markdown]${written}` : written;
};
const feedback = (text: string | undefined): string => (text === undefined ? '' : `#${prose(text)}`);

const choice = ({ options }: BodyOf<'single'> | BodyOf<'multiple'>, mark: (correct: boolean) => string): string =>
  options.map(({ text, correct, feedback: said }) => `\n  ${mark(correct)}${!correct && /^\s*%/.test(text) && mark(false) === '~' ? '%0%' : ''}${prose(text)}${feedback(said)}`).join('');

const multiple = (body: BodyOf<'multiple'>): string => {
  const right = body.options.filter(({ correct }) => correct).length;
  return choice(body, (correct) => `~%${correct ? '' : '-'}${fractionOf(right)}%`);
};

function trueFalse({ answer, feedback_true: onTrue, feedback_false: onFalse }: BodyOf<'true-false'>): string {
  const [right, wrong] = answer ? [onTrue, onFalse] : [onFalse, onTrue];
  const said = right === undefined ? feedback(wrong) : `#${wrong === undefined ? '' : prose(wrong)}${feedback(right)}`;
  return `${answer ? 'TRUE' : 'FALSE'}${said}`;
}

/** `*` would stand for anything. */
const typed = (answer: string): string => escape(answer.replaceAll('*', '\\*'));

const shortText = ({ answers, feedback_wrong: wrong }: BodyOf<'short-text'>): string =>
  `${answers.map((answer) => `=%100%${typed(answer)} `).join('')}${wrong === undefined ? '' : `=%0%*${feedback(wrong)}`}`;

/** Options that belong to no row stand behind an arrow alone. */
function matching({ rows, options }: BodyOf<'matching'>): string {
  const pairs = rows.map(({ text, answer }) => `\n  =${prose(text)} -> ${escape(options.find(({ id }) => id === answer)?.text ?? '')}`);
  const others = options.filter(({ id }) => !rows.some(({ answer }) => answer === id)).map(({ text }) => `\n  = -> ${escape(text)}`);
  return [...pairs, ...others].join('');
}

function keyOf(body: ExportableBody): string {
  switch (body.type) {
    case 'single':
      return choice(body, (correct) => (correct ? '=' : '~'));
    case 'multiple':
      return multiple(body);
    case 'true-false':
      return trueFalse(body);
    case 'numeric':
      return `#${body.answer}:${body.tolerance}${body.feedback_wrong === undefined ? '' : ` ~${feedback(body.feedback_wrong)}`}`;
    case 'short-text':
      return shortText(body);
    case 'matching':
      return matching(body);
    default:
      // An essay has nothing between its braces; what GIFT has no words for was told before.
      return '';
  }
}

/** What GIFT cannot say of a question. False: it cannot be written at all. */
function tellLosses({ body, common, place }: ExportQuestion, notes: Problem[]): boolean {
  const report = reportInto(notes);
  if (body.type === 'short-text' && body.answers.some((answer) => answer.includes('->'))) {
    report(place, arrowInAnswer());
    return false;
  }
  if (body.type === 'ordering' || body.type === 'cloze' || body.type === 'hotspot' || body.type === 'file') {
    report(place, notInGift(body.type));
    return false;
  }
  tellTypeLosses(body, (mistake) => report(place, mistake));
  if (body.type === 'multiple' && body.scoring === 'all-or-nothing') report(place, allOrNothingInMoodle());
  if (common.points !== 1) report(place, pointsAsTag());
  const all = JSON.stringify([common.text, common.feedback, body]).replaceAll('\\"', '"');
  for (const { path } of picturesIn(all)) report(place, pictureNotInGift(path));
  for (const link of linksIn(all)) report(place, linkStaysHere(link));
  return true;
}

function questionOf(question: ExportQuestion): string {
  const { common, body } = question;
  const tags = [
    ...tagsOf(question),
    ...(common.points === 1 ? [] : [tag('points', common.points)]),
    ...(body.type === 'numeric' && body.unit !== undefined ? [tag('unit', body.unit)] : []),
    ...('shuffle_options' in body && !body.shuffle_options ? ['shuffle:no'] : []),
  ];
  const general = common.feedback === undefined ? '' : `\n  ####${prose(common.feedback)}\n`;
  return `// [id:${common.id}] ${tags.map((each) => `[tag:${each}]`).join(' ')}\n::${escape(common.id)}::[markdown]${escape(common.text)} {${keyOf(body)}${general}}\n`;
}

/** Questions as a GIFT file, and how many; what is lost is added to `notes`. */
export function writeGift(groups: ReadonlyMap<string, readonly ExportQuestion[]>, notes: Problem[]): { readonly text: string; readonly written: number } {
  const writable = [...groups].map(([category, questions]) => ({ category, questions: questions.filter((question) => tellLosses(question, notes)) }));
  return {
    text: writable.map(({ category, questions }) => [`$CATEGORY: ${category}`, ...questions.map(questionOf)].join('\n\n')).join('\n\n'),
    written: writable.flatMap(({ questions }) => questions).length,
  };
}
