import type { Catalogue } from './content/catalogue.ts';
import type { Storage } from './storage/storage.ts';

/** What is told when the service takes requests; plain data, since workers tell it to the primary. */
export interface Ready {
  readonly address: string;
  readonly engine: Storage['engine'];
  readonly courses: number;
  /** Course folders with errors, and how many. */
  readonly faults: readonly { readonly folder: string; readonly errors: number }[];
}

export function readyOf(address: string, { engine }: Storage, catalogue: Catalogue): Ready {
  const counted = catalogue.problems().map(({ folder, problems }) => ({ folder, errors: problems.filter(({ severity }) => severity === 'error').length }));
  return { address, engine, courses: catalogue.courses().length, faults: counted.filter(({ errors }) => errors > 0) };
}

/** The lines of the start, the first of which says that it is ready. */
export function linesOf({ address, engine, courses, faults }: Ready, processes: number, firstAdministratorLink: string | undefined): string[] {
  // From the process's start, so that what it takes to load the code is counted too.
  const seconds = (performance.now() / 1000).toFixed(2);
  const many = processes > 1 ? `${processes} proses, ` : '';
  return [
    `Bimtek: ${address}  (${engine}, ${courses} pelatihan, ${many}siap dalam ${seconds} detik)`,
    ...faults.map(({ folder, errors }) => `  ${folder}: ${errors} kesalahan; lihat /admin/problems atau jalankan: npm run check`),
    ...(firstAdministratorLink ? ['Buat admin pertama dengan tautan ini (berlaku sekali, 24 jam):', `  ${firstAdministratorLink}`] : []),
  ];
}
