import { setImmediate as nextTurn } from 'node:timers/promises';
import { startTestService } from '../../fixtures/service.ts';
import { firstAdministrator } from '../../fixtures/visitor.ts';
import { makeClass, send, settled } from './bring-in.ts';

/** A server that brings in a list (`DATA_DIR`, rows) and says where it is when some of it has been applied; its parent kills it then. */
const [dataDir = '', rows = ''] = process.argv.slice(2);
const site = await startTestService({ DATA_DIR: dataDir });
const rina = await firstAdministrator(site);
const path = await makeClass(rina, 'Besar');
const people = Array.from({ length: Number(rows) }, (_, number) => `Orang ${String(number).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)))};Kota Bekasi;Setu`);
const roster = await send(rina, path, ['Nama;Kota;Desa', ...people].join('\n'));
await settled(rina, roster);
const { rosters } = site.service.application.administration;
const [classId = '', id = ''] = [path.split('/')[3], roster.split('/')[5]];
void rina.post(`${roster}/apply`);
for (let done = 0; done === 0 || done === Number(rows); ) {
  await nextTurn();
  const { state, done: now } = await rosters.select(id, classId);
  if (state === 'applying' || state === 'applied') done = now;
}
process.stdout.write(`${JSON.stringify({ path, roster })}\n`);
