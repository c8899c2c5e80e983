import { loadPlugins } from '../assessment/question-types/load-plugins.ts';
import { ConfigError, readPluginNames } from '../config.ts';
import { ApplicationError } from '../errors.ts';
import { translateTo } from '../web/i18n/translate.ts';
import { runAudit } from './audit.ts';
import { runCertificates } from './certificates.ts';
import { runCheck } from './check.ts';
import { runIds } from './ids.ts';
import { runNew } from './new.ts';
import { runSchema } from './schema.ts';
import { runKeys } from './keys.ts';
import { runRegrade } from './regrade.ts';
import { runExport } from './export.ts';
import { runImport } from './import.ts';
import { runTwoFactor } from './two-factor.ts';
import { runStorage } from './storage.ts';

type Command = (args: readonly string[]) => Promise<number>;

/** Question types of others are known to whatever reads questions. */
const withPlugins =
  (command: Command): Command =>
  async (args) => {
    await loadPlugins(readPluginNames());
    return command(args);
  };

/** Commands by name; each gets the words behind it and gives the exit code. */
const commands: Readonly<Record<string, Command>> = {
  audit: (args) => runAudit(args, { stdout: process.stdout }),
  certificates: (args) => runCertificates(args, { stdout: process.stdout }),
  check: withPlugins((args) => runCheck(args, { stdout: process.stdout })),
  export: withPlugins((args) => runExport(args, { stdout: process.stdout })),
  ids: withPlugins((args) => runIds(args, { stdout: process.stdout })),
  import: withPlugins((args) => runImport(args, { stdout: process.stdout })),
  keys: (args) => runKeys(args, { stdout: process.stdout }),
  new: (args) => runNew(args, { stdout: process.stdout }),
  regrade: (args) => runRegrade(args, { stdout: process.stdout }),
  schema: withPlugins((args) => runSchema(args, { stdout: process.stdout })),
  'two-factor': (args) => runTwoFactor(args, { stdout: process.stdout }),
  storage: (args) => runStorage(args, { stdout: process.stdout }),
};

const USAGE = `Pemakaian / usage: bimtek <perintah>

  audit verify                        memeriksa catatan audit / checks the audit log
  certificates export [pilihan] BERKAS.zip   PDF sertifikat dengan daftarnya / PDFs of certificates with lists
  new course|module|lesson|quiz FOLDER   contoh yang lolos pemeriksaan / samples that pass the check
  ids FOLDER                          menulis id yang belum ada / writes missing ids
  schema FOLDER                       skema JSON untuk penyunting teks / JSON Schemas for editors
  check [--watch] [--lang id|en] [folder ...]   memeriksa pelatihan / checks courses
  export FOLDER --format gift|moodle-xml   soal untuk sistem lain / questions for other systems
  import BERKAS [--course FOLDER]     mengambil soal dari GIFT, Aiken, Moodle XML, QTI, CSV / imports questions
  keys [rotate]                       kunci penanda tangan sertifikat / keys that sign certificates
  regrade help                        menilai ulang dengan kunci yang diperbaiki / applies corrected keys
  two-factor reset NAMA               melepas langkah kedua / takes the second step off an account
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
