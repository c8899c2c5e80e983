import type { DraftAnswer } from '../../imported.ts';
import { textBesideFiles } from '../../notes/places-and-files.ts';
import { partIgnored } from '../../notes/questions.ts';
import { firstOf } from '../../xml-tree.ts';
import { fileKinds } from '../file-kinds.ts';
import { markdownOf, plainOf, type MoodleQuestion } from './moodle-text.ts';

const NO_TEXT = 'noinline';
/** Moodle's word for as many files as anybody likes. */
const ANY_NUMBER = -1;

const tellParts = (question: MoodleQuestion, names: readonly string[]): void => {
  for (const name of names) {
    const written = plainOf(question.element, name);
    if (written !== '' && written !== '0') question.review.add(question.place, partIgnored(name), question.label);
  }
};

/** A task whose answer is files: no text is asked for, or files have to be there beside it. */
async function fileTask(question: MoodleQuestion, attachments: number): Promise<DraftAnswer | undefined> {
  const { element, review, place, label } = question;
  tellParts(question, ['responsetemplate', 'wordlimit', 'minwordlimit', 'maxwordlimit', 'maxbytes']);
  if (plainOf(element, 'responseformat') !== NO_TEXT) review.add(place, textBesideFiles(), label);
  const { accept, told } = fileKinds(plainOf(element, 'filetypeslist').split(/[\s,;]+/).filter((kind) => kind !== ''));
  for (const mistake of told) review.add(place, mistake, label);
  return accept && { kind: 'file', accept, most: attachments === ANY_NUMBER ? undefined : attachments, guide: await markdownOf(firstOf(element, 'graderinfo'), question) };
}

/** An essay, or a task that asks for files. */
export async function essay(question: MoodleQuestion): Promise<DraftAnswer | undefined> {
  const { element } = question;
  const attachments = Number(plainOf(element, 'attachments') || '0');
  const isFile = plainOf(element, 'responseformat') === NO_TEXT || Number(plainOf(element, 'attachmentsrequired') || '0') > 0;
  if (Number.isInteger(attachments) && (attachments > 0 || attachments === ANY_NUMBER) && isFile) return fileTask(question, attachments);
  tellParts(question, ['responsetemplate', 'attachments', 'wordlimit', 'minwordlimit', 'maxwordlimit', 'filetypeslist', 'maxbytes']);
  return { kind: 'essay', guide: await markdownOf(firstOf(element, 'graderinfo'), question) };
}
