import { Readable } from 'node:stream';
import type { DataSection, PersonalData } from '../../accounts/personal/personal-data.ts';
import type { ZipEntry } from '../../web/write-zip.ts';

const INDENT = 2;

/** A JSON array, written while its elements are read. */
async function* jsonArray({ records }: DataSection): AsyncGenerator<string> {
  let isFirst = true;
  for await (const record of records) {
    yield `${isFirst ? '[\n' : ',\n'}${JSON.stringify(record, undefined, INDENT)}`;
    isFirst = false;
  }
  yield isFirst ? '[]\n' : '\n]\n';
}

/** Everything that the rooms keep about a person, for a ZIP that is sent while it is read. */
export async function* ownCopy(rooms: readonly PersonalData[], account: string, readMe: string): AsyncGenerator<ZipEntry> {
  yield { name: 'baca-saya.txt', open: () => Readable.from([readMe]), compress: true };
  for (const room of rooms) for (const section of room.sections(account)) yield { name: `${section.name}.json`, open: () => Readable.from(jsonArray(section)), compress: true };
  for (const room of rooms) for await (const { name, bytes } of room.files?.(account) ?? []) yield { name, open: () => Readable.from([bytes]), compress: false };
}
