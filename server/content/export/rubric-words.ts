/** How a rubric is written for markers elsewhere, and read again on the way back. */
export const MODEL_HEADING = '**Contoh jawaban**';
/** `- Meminta izin (2)` */
export const RUBRIC_LINE = /^\s{0,3}[-*] (.{1,200}) \((\d{1,3})\)\s*$/;

export interface Rubric {
  readonly rubric: readonly { readonly id: string; readonly title: string; readonly points: number }[];
  readonly model_answer?: string | undefined;
}

/** Titles are plain text with us: nothing of them is markup there. */
const plain = (title: string) => title.replaceAll(/[\\`*_[\]<>]/g, '\\$&');

export function rubricWords({ rubric, model_answer: model }: Rubric): string {
  const lines = rubric.map(({ title, points }) => `- ${plain(title)} (${points})`).join('\n');
  return model === undefined ? lines : `${lines}\n\n${MODEL_HEADING}\n\n${model.trim()}`;
}
