import { questionTypes, typeOf } from '../assessment/question-types/registry.ts';
import type { Imported } from '../content/import/imported.ts';
import { mediaKindOf } from '../content/media-kinds.ts';
import { escapeHtml } from '../content/markdown/render-markdown.ts';
import { fillDeep, type FillSlot } from '../content/markdown/slots.ts';
import { parseQuestions } from '../content/parse-questions.ts';
import type { ParsedQuestion } from '../content/parsed.ts';
import { parseYaml } from '../content/yaml-document.ts';

/** So many questions are shown; a page of a thousand helps nobody. */
const MOST_SHOWN = 30;
/** So many bytes of pictures travel inside the page. */
const MOST_PICTURES = 3 * 1024 * 1024;
/** Options as the file has them: a preview is compared with its source. */
const IN_ORDER = () => 0.999999;

const ignore = () => undefined;

/** Pictures as part of the page, since they lie nowhere yet; what leads elsewhere in a course leads nowhere here. */
function fillerOf({ media }: Imported): FillSlot {
  let left = MOST_PICTURES;
  const byPath = new Map(media.map((file) => [file.path, file.bytes]));
  return (slot) => {
    if (slot.kind !== 'picture') return '<a>';
    const bytes = byPath.get(slot.path);
    const type = mediaKindOf(slot.path)?.type;
    if (!bytes || !type || bytes.length > left) return escapeHtml(slot.alt);
    left -= bytes.length;
    return `<img src="data:${type};base64,${bytes.toString('base64')}" alt="${escapeHtml(slot.alt)}">`;
  };
}

function presentOne({ compiled }: ParsedQuestion, index: number, fill: FillSlot) {
  if (!compiled) return [];
  const { common, text, feedback } = compiled;
  const type = typeOf(common);
  const body = fillDeep(compiled.body, compiled.bodySlots, fill);
  const arrangement = type.arrange(body, IN_ORDER);
  const shared = { number: index + 1, type: common.type, text: text.fill(fill) };
  return [
    {
      id: common.id,
      asked: { ...shared, id: common.id, name: `response.${common.id}`, reviewed: false, ...type.present(body, arrangement, undefined) },
      reviewed: {
        ...shared, id: `${common.id}-key`, reviewed: true, ...type.review(body, arrangement, undefined),
        score: 0, points: common.points, explanation: feedback?.fill(fill),
      },
    },
  ];
}

/** The questions as learners would see them, each with its key beside it for the trainer. */
export function previewQuestions(imported: Imported) {
  const document = parseYaml(imported.yaml, 'soal.yaml', 1, ignore);
  const parsed = document ? parseQuestions(document, 'id', questionTypes, ignore) : [];
  const fill = fillerOf(imported);
  return parsed.slice(0, MOST_SHOWN).flatMap((question, index) => presentOne(question, index, fill));
}
