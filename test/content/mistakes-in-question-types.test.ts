import { testMistakes, type MistakeCase } from './mistake-table.ts';

const QUIZ = '01-mengapa/quiz.yaml';
/** The question stands in the line behind the file's last. */
const LINE = 37;

const mistake = (title: string, type: string, own: string, codes: readonly string[], says: readonly string[] = []): MistakeCase => ({
  title,
  changes: { [QUIZ]: (text) => `${text.trimEnd()}\n  - { id: m1-09, type: ${type}, competency: CT.01, text: Apa?, lesson: waktu-penting, ${own} }\n` },
  problems: codes.map((code) => `${QUIZ}:${LINE}:${code}`),
  only: ['error'],
  says,
});

const options = 'options: [{ id: "1", text: Satu }, { id: "2", text: Dua }]';
const choices = (to: string, scores: string) => `choices: [{ id: a, text: A, consequence: B, to: ${to}, scores: ${scores} }, { id: b, text: C, consequence: D }]`;

testMistakes('Mistakes in questions of several fields', [
  mistake('an id with a capital letter', 'matching', `rows: [{ id: A, text: X, answer: "1" }, { id: b, text: Y, answer: "2" }], ${options}`, ['101 error bad-part-id'], ['huruf kecil']),
  mistake('a row whose answer is not offered', 'matching', `rows: [{ id: a, text: X, answer: "3" }, { id: b, text: Y, answer: "2" }], ${options}`, ['121 error unknown-match'], ['1, 2']),
  mistake('an option id twice', 'matching', 'rows: [{ id: a, text: X, answer: "1" }, { id: b, text: Y, answer: "1" }], options: [{ id: "1", text: Satu }, { id: "1", text: Dua }]', ['203 error duplicate-part-id']),
  mistake('an order that leaves an item out', 'ordering', 'items: [{ id: a, text: X }, { id: b, text: Y }, { id: c, text: Z }], order: [c, a]', ['164 error order-of-other-items']),
  mistake('a gap that is not in the text', 'cloze', 'passage: "Ini [[x]].", gaps: [{ id: y, type: numeric, answer: 1 }]', ['94 error gaps-not-in-passage'], ['[[y]]']),
  mistake('a gap inside a link', 'cloze', 'passage: "Ini [x](lesson:[[y]]).", gaps: [{ id: y, type: numeric, answer: 1 }]', ['94 error gap-in-markup']),
  mistake('a gap of a kind that is not simple', 'cloze', 'passage: "Ini [[y]].", gaps: [{ id: y, type: essay, answer: 1 }]', ['130 error wrong-value'], ['single']),
  mistake('a gap with a mistake of its own', 'cloze', 'passage: "Ini [[y]].", gaps: [{ id: y, type: short-text, answers: ["?"] }]', ['152 error empty-answer']),
  mistake('a region outside the picture', 'hotspot', 'picture: "![Tangan](media/tangan.svg)", regions: [{ id: a, label: X, area: [90, 0, 20, 5], correct: true }, { id: b, label: Y, area: [0, 0, 5, 5] }]', ['162 error region-outside']),
  mistake('no picture', 'hotspot', 'picture: media/tangan.svg, regions: [{ id: a, label: X, area: [0, 0, 20, 5], correct: true }, { id: b, label: Y, area: [30, 0, 5, 5] }]', ['96 error no-picture']),
  mistake('a picture that is not there', 'hotspot', 'picture: "![Kaki](media/kaki.svg)", regions: [{ id: a, label: X, area: [0, 0, 20, 5], correct: true }, { id: b, label: Y, area: [30, 0, 5, 5] }]', ['96 error missing-file']),
  mistake('a scene that is not there', 'case', `scenes: [{ id: x, text: X, ${choices('y', '{ CT.01: 1 }')} }]`, ['159 error unknown-scene']),
  mistake('a story in a circle', 'case', `scenes: [{ id: x, text: X, ${choices('x', '{ CT.01: 1 }')} }]`, ['92 error scenes-in-circle']),
  mistake('a story that earns nothing', 'case', `scenes: [{ id: x, text: X, ${choices('y', '{}')} }, { id: y, text: Y, choices: [{ id: a, text: A, consequence: B }, { id: b, text: C, consequence: D }] }]`, ['92 error case-without-points']),
  mistake('a unit that the course does not have', 'case', `scenes: [{ id: x, text: X, choices: [{ id: a, text: A, consequence: B, scores: { CT.09: 1 } }, { id: b, text: C, consequence: D }] }]`, ['172 error unknown-competency'], ['CT.09']),
  mistake('a rubric without a criterion', 'essay', 'rubric: []', ['93 error too-few-items']),
  mistake('files of an unknown kind', 'file', 'accept: [video], rubric: [{ id: a, title: A, points: 1 }]', ['93 error wrong-value'], ['photo']),
]);
