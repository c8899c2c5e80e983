import { loadPlugins } from '../assessment/question-types/load-plugins.ts';
import { ConfigError, readPluginNames } from '../config.ts';
import { ApplicationError } from '../errors.ts';
import { translateTo } from '../web/i18n/translate.ts';
import { runCheck } from './check.ts';
import { runRegrade } from './regrade.ts';
import { runStorage } from './storage.ts';

/** Commands by name; each gets the words behind it and gives the exit code. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  check: async (args) => {
    await loadPlugins(readPluginNames());
    return runCheck(args, { stdout: process.stdout });
  },
  regrade: async (args) => {
    await loadPlugins(readPluginNames());
    return runRegrade(args, { stdout: process.stdout });
  },
  storage: (args) => runStorage(args, { stdout: process.stdout }),
};

const USAGE = `Pemakaian / usage: bimtek <perintah>

  check [--lang id|en] [folder ...]   memeriksa pelatihan / checks courses
  regrade help                        menilai ulang dengan kunci yang diperbaiki / applies corrected keys
  storage help                        cadangan, pemulihan, pemindahan / backup, restore, move
`;

const MISUSED = 2;

// Whoever reads along may have seen enough (`| head`).
process.stdout.on('error', (problem: NodeJS.ErrnoException) => {
  if (problem.code === 'EPIPE') process.exit(0);
  throw problem;
});

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) {
  try {
    process.exitCode = await command(args);
  } catch (problem) {
    if (!(problem instanceof ApplicationError || problem instanceof ConfigError)) throw problem;
    process.stderr.write(`${problem instanceof ApplicationError ? translateTo('id')(problem.message, problem.facts) : problem.message}\n`);
    process.exitCode = 1;
  }
} else {
  process.stdout.write(USAGE);
  process.exitCode = name === '' || name === 'help' ? 0 : MISUSED;
}
