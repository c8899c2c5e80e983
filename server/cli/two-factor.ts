import { BY_SERVER } from '../administration/audit/audit.ts';
import { removeTwoFactor } from '../accounts/two-factor/own-two-factor-routes.ts';
import { NotFound } from '../errors.ts';
import { withRooms } from './open-rooms.ts';

interface Output {
  readonly stdout: { write(text: string): unknown };
}

const USAGE = `Pemakaian / usage: bimtek two-factor reset NAMA

  reset NAMA   melepas langkah kedua akun ini, bila tidak ada admin lain yang dapat / takes the second step off this account
`;

const MISUSED = 2;

/** `bimtek two-factor ...`: for the only administrator, whose phone is lost. Gives the exit code. */
export async function runTwoFactor([command = '', userName, ...more]: readonly string[], { stdout }: Output): Promise<number> {
  if (command !== 'reset' || userName === undefined || more.length > 0) {
    stdout.write(USAGE);
    return command === 'help' ? 0 : MISUSED;
  }
  await withRooms(async ({ accounts, audit }) => {
    const account = await accounts.accounts.selectOptionalByUserName(userName.toLowerCase());
    if (!account) throw new NotFound('Akun ini tidak ada.');
    await removeTwoFactor(accounts, account._id);
    await accounts.accounts.endSessions(account._id);
    await accounts.sessions.endSessionsOf(account._id);
    await audit.record({ ...BY_SERVER, action: 'two-factor-reset', actor: '', subject: account._id });
  });
  stdout.write('Langkah kedua dilepas; kata sandinya tetap / the second step is off, the password stays.\n');
  return 0;
}
