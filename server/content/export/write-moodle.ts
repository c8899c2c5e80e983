import { reportInto } from '../mistake.ts';
import type { Problem } from '../problem.ts';
import { escapeXml } from '../import/xml-tree.ts';
import type { BodyOf, ExportQuestion, ExportableBody } from './exportable.ts';
import { linksIn, picturesIn, withPictures } from './markdown-parts.ts';
import { allOrNothingInMoodle, hotspotWithoutPicture, linkStaysHere, pictureNotFound } from './notes.ts';
import { fractionOf } from './fraction.ts';
import { clozeText } from './cloze-text.ts';
import { tellTypeLosses } from './part-losses.ts';
import { tagsOf } from './question-tags.ts';
import { rubricWords } from './rubric-words.ts';
import { writeMarker } from './write-marker.ts';

/** The bytes of a picture by its path from the file that shows it; undefined: not there. */
export type ReadPicture = (file: string, path: string) => Buffer | undefined;

/** No XML may hold these (XML 1.0, 2.2). */
const NO_XML = /[\uFFFE\uFFFF]|\p{Cs}/gu;
const xml = (text: string) => escapeXml(text.replaceAll(NO_XML, '\uFFFD'));

type Prose = (tag: string, text: string | undefined, attributes?: string, more?: string) => string;

/** Writes texts as Markdown, which Moodle shows, with their pictures inside. */
function proseFor({ place }: ExportQuestion, readPicture: ReadPicture, notes: Problem[]): Prose {
  const report = reportInto(notes);
  return (tag, text = '', attributes = '', more = '') => {
    const files = new Map<string, Buffer>();
    const written = withPictures(text.trim(), (path) => {
      const bytes = readPicture(place.file, path);
      if (!bytes) {
        report(place, pictureNotFound(path));
        return path;
      }
      const name = path.replace(/^.*\//, '');
      files.set(name, bytes);
      return `@@PLUGINFILE@@/${encodeURIComponent(decodeURI(name))}`;
    });
    for (const link of linksIn(text)) report(place, linkStaysHere(link));
    const inside = [...files].map(([name, bytes]) => `<file name="${xml(decodeURI(name))}" path="/" encoding="base64">${bytes.toString('base64')}</file>`).join('');
    return `<${tag} format="markdown"${attributes}><text>${xml(written)}</text>${inside}${more}</${tag}>`;
  };
}

const plain = (tag: string, text: string | number | boolean) => `<${tag}>${xml(String(text))}</${tag}>`;
const named = (tag: string, text: string) => `<${tag}><text>${xml(text)}</text></${tag}>`;
const fraction = (value: string) => ` fraction="${value}"`;

function choice(body: BodyOf<'single'> | BodyOf<'multiple'>, prose: Prose): string {
  const each = fractionOf(body.options.filter(({ correct }) => correct).length);
  const weight = (correct: boolean) => (correct ? each : body.type === 'single' ? '0' : `-${each}`);
  const answers = body.options.map(({ text, correct, feedback }) => prose('answer', text, fraction(weight(correct)), prose('feedback', feedback)));
  return [plain('single', body.type === 'single'), plain('shuffleanswers', body.shuffle_options), plain('answernumbering', 'abc'), ...answers].join('\n');
}

const trueFalse = (body: BodyOf<'true-false'>, prose: Prose): string =>
  [true, false]
    .map((value) => `<answer${fraction(value === body.answer ? '100' : '0')} format="plain_text"><text>${value}</text>${prose('feedback', value ? body.feedback_true : body.feedback_false)}</answer>`)
    .join('\n');

const typed = (text: string, weight: string, inside: string) => `<answer${fraction(weight)} format="plain_text"><text>${xml(text)}</text>${inside}</answer>`;
/** Who answers anything else. */
const otherwise = (feedback: string | undefined, prose: Prose) => (feedback === undefined ? [] : [typed('*', '0', prose('feedback', feedback))]);

function numeric({ answer, tolerance, unit, feedback_wrong: wrong }: BodyOf<'numeric'>, prose: Prose): string {
  const units = unit === undefined ? [] : [`<units><unit><multiplier>1</multiplier><unit_name>${xml(unit)}</unit_name></unit></units>`, plain('unitgradingtype', 0), plain('showunits', 0)];
  return [typed(String(answer), '100', `${prose('feedback', undefined)}${plain('tolerance', tolerance)}`), ...otherwise(wrong, prose), ...units].join('\n');
}

const shortText = ({ answers, feedback_wrong: wrong }: BodyOf<'short-text'>, prose: Prose): string =>
  [plain('usecase', 0), ...answers.map((answer) => typed(answer.replaceAll('*', '\\*'), '100', prose('feedback', undefined))), ...otherwise(wrong, prose)].join('\n');

function matching({ rows, options }: BodyOf<'matching'>, prose: Prose): string {
  const answer = (text: string) => `<answer><text>${xml(text)}</text></answer>`;
  const pairs = rows.map((row) => prose('subquestion', row.text, '', answer(options.find(({ id }) => id === row.answer)?.text ?? '')));
  const others = options.filter(({ id }) => !rows.some((row) => row.answer === id)).map(({ text }) => prose('subquestion', '', '', answer(text)));
  return [plain('shuffleanswers', true), ...pairs, ...others].join('\n');
}

const GRADINGS = { 'all-or-nothing': 'ALL_OR_NOTHING', 'per-part': 'ABSOLUTE_POSITION', 'longest-correct-subsequence': 'LONGEST_ORDERED_SUBSET' } as const;

const ordering = ({ items, order, scoring }: BodyOf<'ordering'>, prose: Prose): string =>
  [plain('gradingtype', GRADINGS[scoring]), ...order.map((id, index) => prose('answer', items.find((item) => item.id === id)?.text, fraction(String(index + 1)), ''))].join('\n');

const essay = (body: BodyOf<'essay'>, prose: Prose): string => [plain('responseformat', 'editor'), prose('graderinfo', rubricWords(body))].join('\n');

const FILE_TYPES = { photo: '.jpg,.jpeg,.png', pdf: '.pdf' } as const;

/** An essay without a text, whose files have to be there. */
const fileTask = (body: BodyOf<'file'>, prose: Prose): string =>
  [
    plain('responseformat', 'noinline'), plain('responserequired', 0), plain('attachments', body.most), plain('attachmentsrequired', 1),
    plain('filetypeslist', body.accept.map((kind) => FILE_TYPES[kind]).join(',')), prose('graderinfo', rubricWords(body)),
  ].join('\n');

/** A cloze text holds its keys; above it stands what to do. */
const textOf = ({ common, body }: ExportQuestion): string => (body.type === 'cloze' ? `${common.text.trim()}\n\n${clozeText(body)}` : common.text);

function bodyOf(body: ExportableBody, prose: Prose, marker: string): { readonly type: string; readonly inside: string } {
  switch (body.type) {
    case 'single':
    case 'multiple':
      return { type: 'multichoice', inside: choice(body, prose) };
    case 'true-false':
      return { type: 'truefalse', inside: trueFalse(body, prose) };
    case 'numeric':
      return { type: 'numerical', inside: numeric(body, prose) };
    case 'short-text':
      return { type: 'shortanswer', inside: shortText(body, prose) };
    case 'matching':
      return { type: 'matching', inside: matching(body, prose) };
    case 'ordering':
      return { type: 'ordering', inside: ordering(body, prose) };
    case 'cloze':
      return { type: 'cloze', inside: '' };
    case 'essay':
      return { type: 'essay', inside: essay(body, prose) };
    case 'file':
      return { type: 'essay', inside: fileTask(body, prose) };
    case 'hotspot':
      return { type: 'ddmarker', inside: `${prose('correctfeedback', body.regions.find(({ correct }) => correct)?.feedback)}\n${marker}` };
  }
}

/** A hotspot's picture and place; undefined, and told: there is no picture. */
function markerOf({ body, place }: ExportQuestion, readPicture: ReadPicture, notes: Problem[]): string | undefined {
  if (body.type !== 'hotspot') return '';
  const path = picturesIn(body.picture)[0]?.path ?? '';
  const bytes = readPicture(place.file, path);
  const written = bytes && writeMarker(body, path.replace(/^.*\//, ''), bytes);
  if (written === undefined) reportInto(notes)(place, hotspotWithoutPicture(path));
  return written;
}

function questionOf(question: ExportQuestion, readPicture: ReadPicture, notes: Problem[]): string | undefined {
  const { common, body, place } = question;
  const prose = proseFor(question, readPicture, notes);
  const marker = markerOf(question, readPicture, notes);
  if (marker === undefined) return undefined;
  const { type, inside } = bodyOf(body, prose, marker);
  tellTypeLosses(body, (mistake) => reportInto(notes)(place, mistake));
  if (body.type === 'multiple' && body.scoring === 'all-or-nothing') reportInto(notes)(place, allOrNothingInMoodle());
  return [
    `<question type="${type}">`,
    named('name', common.id),
    prose('questiontext', textOf(question)),
    prose('generalfeedback', common.feedback),
    plain('defaultgrade', common.points),
    plain('idnumber', common.id),
    inside,
    `<tags>${tagsOf(question).map((each) => named('tag', each)).join('')}</tags>`,
    '</question>',
  ].join('\n');
}

const category = (name: string) => `<question type="category"><category><text>${xml(name)}</text></category></question>`;

/** Questions as Moodle XML (docs.moodle.org, Moodle XML format), and how many; what is lost is added to `notes`. */
export function writeMoodle(groups: ReadonlyMap<string, readonly ExportQuestion[]>, readPicture: ReadPicture, notes: Problem[]): { readonly text: string; readonly written: number } {
  const questions = [...groups].flatMap(([name, group]) => [category(name), ...group.flatMap((question) => questionOf(question, readPicture, notes) ?? [])]);
  return { text: `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('\n')}\n</quiz>\n`, written: questions.length - groups.size };
}
