import { openAudit } from '../administration/audit/audit.ts';
import { openSealKeys } from '../administration/audit/seal-key.ts';
import { verifyAudit, type AuditFault } from '../administration/audit/verify-audit.ts';
import { auditKeptSince } from '../administration/audit/kept-since.ts';
import { readConfig } from '../config.ts';
import { openStorage } from '../storage/storage.ts';
import { readWords } from './words.ts';

interface Output {
  readonly stdout: { write(text: string): unknown };
}

const USAGE = `Pemakaian / usage: bimtek audit verify [--head SIDIK]

  verify         memeriksa seluruh catatan: tanda tangan, rantai hari, setiap entri / checks the whole record
  --head SIDIK   sidik yang dicatat di luar sistem harus ada dalam rantai / a digest noted elsewhere has to be in the chain
`;

const MISUSED = 2;

const words: Readonly<Record<AuditFault['kind'], string>> = {
  'entry-changed': 'entri diubah / entry changed',
  'entry-missing': 'entri hilang / entry missing',
  'entry-added': 'entri ditambahkan sesudah disegel / entry added after sealing',
  'day-missing': 'hari ini tidak ada segelnya / the seal of this day is missing',
  'day-changed': 'daftar entri pada segel diubah / the list of entries in the seal was changed',
  'day-signature': 'tanda tangan segel tidak cocok / the signature of the seal does not fit',
  'day-chain': 'segel tidak menyambung ke hari sebelumnya / the seal does not follow from the day before',
  'unsealed-time': 'entri sebelum hari pertama / entry before the first day',
  'head-unknown': 'sidik yang dicatat tidak ada dalam rantai: hari-hari terakhir diganti atau dihapus / the noted digest is not in the chain: the last days were replaced or taken away',
};

const lineOf = (fault: AuditFault): string => [fault.day, 'entry' in fault ? fault.entry : '', words[fault.kind]].filter((part) => part !== '').join('  ');

/** `bimtek audit ...`: gives the exit code; 1 where something is wrong. May run beside a server. */
export async function runAudit([command = '', ...args]: readonly string[], { stdout }: Output): Promise<number> {
  const { options, rest, fault } = readWords(args, ['head']);
  if (command !== 'verify' || rest.length > 0 || fault !== undefined) {
    stdout.write(USAGE);
    return command === 'help' ? 0 : MISUSED;
  }
  const { dataDir, mongodbUri, keysDir } = readConfig();
  const storage = await openStorage({ dataDir, mongodbUri });
  try {
    const { store } = openAudit(storage.connection);
    await storage.ready();
    const found = await verifyAudit(store, { keys: await openSealKeys(keysDir), keptSince: auditKeptSince(new Date()), knownHead: options.get('head') });
    for (const each of found.faults) stdout.write(`${lineOf(each)}\n`);
    stdout.write(`${found.days} hari tersegel / days sealed, ${found.entries} entri / entries, ${found.unsealed} menunggu segel / waiting for a seal${found.expired > 0 ? `, ${found.expired} hari lewat masa simpan / days over their time` : ''}\n`);
    if (found.head !== undefined) stdout.write(`Sidik hari terakhir / digest of the last day (${found.lastDay}): ${found.head}\n`);
    stdout.write(found.faults.length === 0 ? 'Tidak ada masalah / no problem found.\n' : `${found.faults.length} masalah / problems\n`);
    return found.faults.length === 0 ? 0 : 1;
  } finally {
    await storage.close();
  }
}
