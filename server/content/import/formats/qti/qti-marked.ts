import type { FileAnswer } from '../../imported.ts';
import { descendants, firstOf, type XmlElement } from '../../xml-tree.ts';
import { fileKinds } from '../file-kinds.ts';
import { markdownIn, type QtiItem } from './qti-text.ts';

/** A rubric block whose view names who marks (QTI 2.1, 6.2.3). */
export const isForScorers = ({ attributes }: XmlElement): boolean => (attributes['view'] ?? '').split(/\s+/).includes('scorer');

/** What whoever marks is told. */
export async function scorerGuide(qti: QtiItem): Promise<string | undefined> {
  const blocks = descendants(firstOf(qti.item, 'itemBody'), new Set(['rubricBlock'])).filter(isForScorers);
  const texts = await Promise.all(blocks.map((block) => markdownIn({ ...block, name: 'div' }, qti)));
  return texts.filter((text) => text !== '').join('\n\n') || undefined;
}

/** `type` holds one MIME type in 2.1 and several in 2.2; one file is sent (QTI 2.1, 7.2.8). */
export async function upload(interaction: XmlElement, qti: QtiItem): Promise<FileAnswer | undefined> {
  const { accept, told } = fileKinds((interaction.attributes['type'] ?? '').split(/[\s,]+/).filter((kind) => kind !== ''));
  for (const mistake of told) qti.review.add(qti.place, mistake, qti.label);
  return accept && { kind: 'file', accept, most: 1, guide: await scorerGuide(qti) };
}
