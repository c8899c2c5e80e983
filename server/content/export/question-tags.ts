import type { ExportQuestion } from './exportable.ts';
import { altOf } from './markdown-parts.ts';
import { regionTag } from './region-tags.ts';
import { tag } from './tags.ts';

const letter = (index: number) => String.fromCharCode('a'.charCodeAt(0) + index);

/** Everything of a question that its other half in Moodle has no place for. */
export function tagsOf({ common, body }: ExportQuestion): string[] {
  const { competency, difficulty, lesson, sources } = common;
  const options = body.type === 'single' || body.type === 'multiple' ? body.options.map(({ id }) => id) : body.type === 'hotspot' ? body.regions.map(({ id }) => id) : [];
  const criteria = body.type === 'essay' || body.type === 'file' ? body.rubric.map(({ id }) => id) : [];
  return [
    tag('competency', competency),
    ...(difficulty === 'medium' ? [] : [tag('difficulty', difficulty)]),
    ...(lesson === undefined ? [] : [tag('lesson', lesson)]),
    ...sources.map((source) => tag('source', source)),
    ...(options.every((id, index) => id === letter(index)) ? [] : [tag('options', options.join('.'))]),
    ...(criteria.every((id, index) => id === letter(index)) ? [] : [tag('rubric', criteria.join('.'))]),
    ...(body.type === 'hotspot' ? [tag('picture', altOf(body.picture)), ...body.regions.map(regionTag)] : []),
    ...('scoring' in body && body.scoring === 'all-or-nothing' && body.type !== 'ordering' ? [tag('scoring', body.scoring)] : []),
  ];
}
