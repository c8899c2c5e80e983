import type { Draft } from '../../imported.ts';
import { LIMITS } from '../../limits.ts';
import { feedbackLost, partIgnored, tooManyParts } from '../../notes/questions.ts';
import type { ReadingSource } from '../../reading-source.ts';
import { firstOf, holdsMoreThan, isElement, textOf, type XmlElement } from '../../xml-tree.ts';
import { numberOf } from '../number.ts';
import { moodleAnswer } from './moodle-answers.ts';
import { clozeSource, moodleCloze } from './moodle-cloze.ts';
import { markdownOf, placeOf, plainOf, tagsOf, type MoodleQuestion } from './moodle-text.ts';

/** Elements that the readers of this folder take. */
const TAKEN = new Set(['name', 'questiontext', 'generalfeedback', 'defaultgrade', 'idnumber', 'tags', 'answer', 'single', 'shuffleanswers', 'usecase', 'units', 'subquestion', 'graderinfo', 'responsetemplate', 'attachments', 'wordlimit', 'minwordlimit', 'maxwordlimit', 'gradingtype', 'layouttype', 'selecttype', 'selectcount', 'attachmentsrequired', 'filetypeslist', 'maxbytes', 'file', 'drag', 'drop']);
/** What is said of the right region. */
const HOTSPOT_TAKEN: ReadonlySet<string> = new Set(['correctfeedback']);
const NOTHING_MORE: ReadonlySet<string> = new Set();
const COMBINED = new Set(['correctfeedback', 'partiallycorrectfeedback', 'incorrectfeedback', 'hint']);
/** How Moodle shows or punishes, in the values that it writes by itself: nothing that anybody meant. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  hidden: ['0'], penalty: ['0', '0.1', '0.3333333', '1', '0.0000000', '0.1000000', '1.0000000'], answernumbering: ['abc'], showstandardinstruction: ['0', '1'], shownumcorrect: [''],
  unitgradingtype: ['0'], unitpenalty: ['0.1000000', '0.1'], showunits: ['0', '3'], unitsleft: ['0'], responseformat: ['editor', 'noinline'], responserequired: ['0', '1'], responsefieldlines: ['5', '10', '15'],
};

/** Whatever of a question is not taken is told: feedback with its words, the rest by name and how often. */
function tellRest(question: MoodleQuestion, taken: ReadonlySet<string>): void {
  const { element, review, place, label } = question;
  for (const child of element.children.filter(isElement)) {
    if (TAKEN.has(child.name) || taken.has(child.name)) continue;
    const text = textOf(firstOf(child, 'text') ?? child).replaceAll(/<[^>]{0,1000}>/g, '').trim();
    if (COMBINED.has(child.name)) {
      if (text === '') continue;
      if (child.name === 'hint') review.add(place, feedbackLost(text), label);
      else review.often(place, feedbackLost(text));
    } else if (!DEFAULTS[child.name]?.includes(text) && text !== '') review.often(place, partIgnored(`${child.name}: ${text.slice(0, 40)}`));
  }
}

async function readQuestion(element: XmlElement, category: string | undefined, source: ReadingSource): Promise<Draft | undefined> {
  const place = placeOf(element, source.file);
  const name = plainOf(element, 'name') || undefined;
  if (holdsMoreThan(element, LIMITS.elements)) return source.review.add(place, tooManyParts(LIMITS.elements), name);
  const type = element.attributes['type'] ?? '';
  const question: MoodleQuestion = { ...source, element, place, label: name ?? textOf(firstOf(element, 'questiontext')).trim() };
  // In a cloze text the keys stand inside the text: they are taken out before anything is converted.
  const cloze = type === 'cloze' || type === 'multianswer' ? clozeSource(element) : undefined;
  const answer = cloze ? moodleCloze(cloze, question) : await moodleAnswer(type, question);
  if (!answer) return undefined;
  const text = (await markdownOf(cloze?.text ?? firstOf(element, 'questiontext'), question)) ?? '';
  tellRest(question, answer.kind === 'hotspot' ? HOTSPOT_TAKEN : NOTHING_MORE);
  const grade = plainOf(element, 'defaultgrade');
  return {
    place,
    name,
    id: plainOf(element, 'idnumber') || undefined,
    category,
    tags: tagsOf(element),
    points: grade === '' ? undefined : numberOf(grade),
    text,
    feedback: await markdownOf(firstOf(element, 'generalfeedback'), question),
    answer,
  };
}

/** The questions of a Moodle XML file (docs.moodle.org, Moodle XML format). */
export async function* readMoodle(root: XmlElement, source: ReadingSource): AsyncGenerator<Draft | undefined> {
  let category: string | undefined;
  for (const child of root.children.filter(isElement)) {
    if (child.name !== 'question') source.review.often(placeOf(child, source.file), partIgnored(child.name));
    else if (child.attributes['type'] === 'category') category = plainOf(child, 'category') || undefined;
    else yield await readQuestion(child, category, source);
  }
}
