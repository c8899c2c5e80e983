import { runCheck } from './check.ts';

/** Commands by name; each gets the words behind it and gives the exit code. */
const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  check: (args) => runCheck(args, { stdout: process.stdout }),
};

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) {
  process.exitCode = await command(args);
} else {
  process.stdout.write(`Pemakaian / usage: bimtek <perintah>\n\n  check [--lang id|en] [folder ...]   memeriksa pelatihan / checks courses\n`);
  process.exitCode = name === '' || name === 'help' ? 0 : 2;
}
