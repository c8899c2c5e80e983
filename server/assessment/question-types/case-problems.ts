import type { QuestionProblem } from '../../content/question-format.ts';
import { bestPath, countPaths, sumOf, type Scene } from './case-path.ts';
import { problem, repeatedIds } from './parts.ts';

/** So many ways through a scenario are still counted one by one when the chance of a guess is worked out. */
const MOST_PATHS = 5000;

/** Scenes that no choice leads to, save the first. */
const unreachable = (scenes: readonly Scene[]): number[] => {
  const targets = new Set(scenes.flatMap(({ choices }) => choices.map(({ to }) => to)));
  return scenes.flatMap(({ id }, index) => (index === 0 || targets.has(id) ? [] : [index]));
};

/** What can be wrong with a scenario; `own`: the unit of competency that it was written for. */
export function checkScenes(scenes: readonly Scene[], own?: string): QuestionProblem[] {
  const problems: QuestionProblem[] = [...repeatedIds('scenes', scenes)];
  const ids = scenes.map(({ id }) => id);
  scenes.forEach(({ choices }, at) => {
    problems.push(...repeatedIds('choices', choices).map((found) => ({ ...found, path: ['scenes', at, ...found.path] })));
    choices.forEach(({ to }, index) => {
      if (to === undefined || ids.includes(to)) return;
      problems.push(
        problem('unknown-scene', 'error', ['scenes', at, 'choices', index, 'to'],
          { id: `Tidak ada adegan dengan id "${to}".`, en: `There is no scene with the id "${to}".` },
          { id: `Tulis salah satu: ${ids.join(', ')}; atau hapus "to:" bila cerita berakhir di sini.`, en: `Write one of: ${ids.join(', ')}; or remove "to:" where the story ends.` }),
      );
    });
  });
  for (const index of unreachable(scenes)) {
    problems.push(
      problem('scene-without-way', 'warning', ['scenes', index],
        { id: `Tidak ada pilihan yang menuju adegan "${ids[index]}".`, en: `No choice leads to the scene "${ids[index]}".` },
        { id: 'Tambahkan "to:" pada sebuah pilihan, atau hapus adegannya.', en: 'Add "to:" to a choice, or remove the scene.' }),
    );
  }
  if (problems.some(({ severity }) => severity === 'error')) return problems;
  return [...problems, ...checkPaths(scenes, own)];
}

function checkPaths(scenes: readonly Scene[], own: string | undefined): QuestionProblem[] {
  const paths = countPaths(scenes);
  if (paths === Number.POSITIVE_INFINITY) {
    return [
      problem('scenes-in-circle', 'error', ['scenes'],
        { id: 'Cerita ini dapat berputar tanpa akhir.', en: 'This story can go round in a circle.' },
        { id: 'Setiap jalan harus berakhir: jangan arahkan "to:" ke adegan yang sudah dilalui.', en: 'Every way has to end: let no "to:" lead to a scene that was gone through.' }),
    ];
  }
  if (paths > MOST_PATHS) {
    return [
      problem('too-many-paths', 'error', ['scenes'],
        { id: `Cerita ini mempunyai ${paths} jalan; paling banyak ${MOST_PATHS}.`, en: `This story has ${paths} ways through it; at most ${MOST_PATHS}.` },
        { id: 'Kurangi adegan atau pilihannya.', en: 'Use fewer scenes or choices.' }),
    ];
  }
  const best = sumOf(bestPath(scenes));
  const units = new Set(scenes.flatMap(({ choices }) => choices.flatMap(({ scores }) => Object.keys(scores))));
  if (Object.values(best).reduce((sum, points) => sum + points, 0) <= 0) {
    return [
      problem('case-without-points', 'error', ['scenes'],
        { id: 'Jalan terbaik cerita ini tidak mendapat nilai.', en: 'The best way through this story earns nothing.' },
        { id: 'Beri "scores:" pada pilihan yang baik, misalnya { PSM.D.01: 2 }.', en: 'Give "scores:" to good choices, e.g. { PSM.D.01: 2 }.' }),
    ];
  }
  const beside = own !== undefined && (best[own] ?? 0) <= 0 ? [withoutOwnUnit(own)] : [];
  return [...beside, ...[...units].filter((unit) => unit !== own &&(best[unit] ?? 0) <= 0).map((unit) =>
    problem('unit-beside-best-path', 'warning', ['scenes'],
      { id: `Jalan terbaik tidak mendapat nilai untuk unit "${unit}", jadi unit itu tidak dinilai di sini.`, en: `The best way earns nothing for the unit "${unit}", so that unit is not examined here.` },
      { id: `Beri nilai ${unit} pada sebuah pilihan di jalan terbaik, atau hapus unit itu.`, en: `Give points of ${unit} to a choice on the best way, or remove that unit.` }))];
}

const withoutOwnUnit = (unit: string): QuestionProblem =>
  problem('case-without-own-unit', 'warning', ['competency'],
    { id: `Jalan terbaik cerita ini tidak mendapat nilai untuk unitnya sendiri, "${unit}".`, en: `The best way through this story earns nothing for its own unit, "${unit}".` },
    { id: `Beri nilai ${unit} pada sebuah pilihan di jalan terbaik, atau ganti "competency:".`, en: `Give points of ${unit} to a choice on the best way, or change "competency:".` });
