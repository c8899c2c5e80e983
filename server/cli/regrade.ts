import { parseArgs } from 'node:util';
import { BY_SERVER } from '../administration/audit/audit.ts';
import type { Assessment } from '../assessment/assessment.ts';
import { beginApplying, beginPreview, beginUndoing, selectRegrade, workOn } from '../assessment/regrading/regrade.ts';
import type { RegradeEffect, RegradeRecord } from '../assessment/regrading/regrade-model.ts';
import { NotFound } from '../errors.ts';
import { withRooms, type Rooms } from './open-rooms.ts';

interface Output {
  readonly stdout: { write(text: string): unknown };
}

const USAGE = `Pemakaian / usage: bimtek regrade <pilihan>

  --preview [pelatihan]                   menghitung akibat kunci yang baru; tidak mengubah apa pun
                                          what the keys of today would change; changes nothing
  --apply ID --reason TEKS --by NAMA      menerapkan pratinjau / applies a preview
  --undo ID --reason TEKS --by NAMA       mengembalikan semuanya seperti semula / takes it back
  --resume                                melanjutkan yang terputus / goes on with what was interrupted
  --list                                  daftar penilaian ulang / all regrades
`;

const MISUSED = 2;
const LISTED = 50;
const EFFECTS_PAGE = 200;

type Say = (line: string) => void;

const numbersOf = ({ summary }: RegradeRecord): string[] => {
  const { attempts, touched, changed, unreadable, learners, questions, units, quizzes, certificates } = summary;
  return [
    `  ${attempts} percobaan diperiksa, ${touched} memuat soal yang berubah, ${changed} nilainya berubah, ${learners} peserta hasilnya berubah`,
    ...(unreadable > 0 ? [`  ${unreadable} percobaan tidak dapat diperiksa: versinya tidak ada`] : []),
    ...questions.map(({ quiz, id, more, less }) => `  soal ${quiz}/${id}: naik ${more}, turun ${less}`),
    ...units.map(({ code, gained, lost }) => `  unit ${code}: menjadi tuntas ${gained}, tidak lagi tuntas ${lost}`),
    ...quizzes.map(({ id, gained, lost }) => `  ${id}: menjadi lulus ${gained}, tidak lagi lulus ${lost}`),
    `  sertifikat: ${certificates.unearned} tidak lagi didukung hasilnya, ${certificates.scores} nilainya berbeda, ${certificates.due} akan terbit`,
  ];
};

const effectLine = ({ learner, quiz, gained, lost, quizPassed, certificate }: RegradeEffect, name: string): string =>
  [
    `  ${name} (${learner}) ${quiz}:`,
    ...(quizPassed ? [quizPassed === 'gained' ? 'menjadi lulus' : 'tidak lagi lulus'] : []),
    ...gained.map((code) => `+${code}`),
    ...lost.map((code) => `-${code}`),
    ...(certificate ? [certificate.kind === 'due' ? 'sertifikat akan terbit' : `sertifikat ${certificate.serial} ${certificate.kind === 'unearned' ? 'tidak lagi didukung' : 'nilainya berbeda'}`] : []),
  ].join(' ');

async function sayEffects({ accounts, assessment }: Rooms, regrade: string, say: Say): Promise<void> {
  for (let last: string | undefined; ; ) {
    const page = await assessment.regrades.selectEffects(regrade, last, EFFECTS_PAGE);
    const names = new Map((await accounts.accounts.selectByIds(page.map(({ learner }) => learner))).map(({ _id, name }) => [_id, name]));
    for (const effect of page) say(effectLine(effect, names.get(effect.learner) ?? '?'));
    last = page.at(-1)?.place;
    if (page.length < EFFECTS_PAGE) return;
  }
}

const describe = ({ _id, course, state, from, version, changed, history }: RegradeRecord): string => {
  const last = history.at(-1);
  return `${_id}  ${course}  ${state}  ${from.join(',') || '-'} -> ${version}  ${changed} percobaan  ${last?.at.toISOString() ?? ''} ${last?.by ?? ''} ${last?.reason ?? ''}`.trimEnd();
};

async function preview(rooms: Rooms, wanted: readonly string[], say: Say): Promise<void> {
  const courses = wanted.length > 0 ? wanted : rooms.courses.map(({ id }) => id);
  for (const course of courses) {
    const id = await beginPreview(rooms.assessment, course, 'bimtek regrade');
    await workOn(rooms.assessment, id);
    const found = await selectRegrade(rooms.assessment, id);
    say(describe(found));
    for (const line of numbersOf(found)) say(line);
    await sayEffects(rooms, id, say);
  }
}

/** By user name where there is such an account, so that the page can tell who it was. */
async function deciderOf({ accounts }: Rooms, by: string): Promise<string> {
  const account = await accounts.accounts.selectOptionalByUserName(by);
  if (!account || account.role === 'learner') throw new NotFound('Tidak ada pelatih atau admin dengan nama pengguna itu.');
  return account._id;
}

async function decide(rooms: Rooms, begin: typeof beginApplying, id: string, by: string, reason: string, say: Say): Promise<void> {
  const actor = await deciderOf(rooms, by);
  await begin(rooms.assessment, await selectRegrade(rooms.assessment, id), { by: actor, reason });
  await rooms.audit.record({ ...BY_SERVER, action: begin === beginApplying ? 'regrade-applied' : 'regrade-undone', actor, object: id });
  await workOn(rooms.assessment, id);
  say(describe(await selectRegrade(rooms.assessment, id)));
}

async function resume(assessment: Assessment, say: Say): Promise<void> {
  for (const { _id } of await assessment.regrades.selectUnderWay()) {
    await workOn(assessment, _id);
    say(describe(await selectRegrade(assessment, _id)));
  }
}

const options = {
  preview: { type: 'boolean' }, apply: { type: 'string' }, undo: { type: 'string' }, resume: { type: 'boolean' }, list: { type: 'boolean' },
  reason: { type: 'string' }, by: { type: 'string' },
} as const;

const read = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return undefined;
  }
};

/** `bimtek regrade ...`: gives the exit code. */
export async function runRegrade(args: readonly string[], { stdout }: Output): Promise<number> {
  const say: Say = (line) => void stdout.write(`${line}\n`);
  const parsed = read(args);
  const { preview: isPreview, apply, undo, resume: isResume, list, reason, by } = parsed?.values ?? {};
  const chosen = [isPreview, apply, undo, isResume, list].filter((value) => value !== undefined);
  const id = apply ?? undo;
  if (!parsed || chosen.length !== 1 || (id !== undefined && !(reason?.trim() && by))) {
    stdout.write(USAGE);
    return args.length === 1 && (args[0] === 'help' || args[0] === '--help') ? 0 : MISUSED;
  }
  await withRooms(async (rooms) => {
    if (isPreview) await preview(rooms, parsed.positionals, say);
    else if (id !== undefined) await decide(rooms, apply === undefined ? beginUndoing : beginApplying, id, by ?? '', reason?.trim() ?? '', say);
    else if (isResume) await resume(rooms.assessment, say);
    else for (const regrade of await rooms.assessment.regrades.selectNewest(LISTED)) say(describe(regrade));
  });
  return 0;
}
