import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { z } from 'zod';
import { isRegion } from '../accounts/regions/regions.ts';
import type { CertificateFilter } from '../certification/certificate-filter.ts';
import { CERTIFICATE_STATES } from '../certification/certificate-state.ts';
import { writeCertificatesZip } from '../certification/write-certificates-zip.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import { withRooms, type Rooms } from './open-rooms.ts';
import { readWords } from './words.ts';

interface Output {
  readonly stdout: { write(text: string): unknown };
}

const USAGE = `Pemakaian / usage: bimtek certificates export [pilihan] BERKAS.zip

  --course ID        pelatihan / course
  --cohort ID        angkatan, dengan kode atau namanya / class, by its id or its name
  --region KODE      wilayah, misalnya 32 atau 32.75 / region
  --since HARI       terbit sejak hari ini, misalnya 2026-01-31 / issued since
  --state KEADAAN    ${CERTIFICATE_STATES.join(', ')}

Menulis PDF sertifikat dengan index.csv dan index.xlsx ke satu ZIP. Berkas yang sudah ada tidak ditimpa.
Writes PDFs of certificates with index.csv and index.xlsx into a ZIP. An existing file is never overwritten.
`;

const MISUSED = 2;
const EMPTY = 1;

const options = z.object({
  course: z.string().optional(),
  cohort: z.string().optional(),
  region: z.string().refine(isRegion).optional(),
  since: z.iso.date().optional(),
  state: z.enum(CERTIFICATE_STATES).optional(),
});
type Options = z.output<typeof options>;

async function filterOf({ classes }: Rooms, { course, cohort, region, since, state }: Options): Promise<CertificateFilter | undefined> {
  const filter = { course, regions: region === undefined ? undefined : [region], from: since, state };
  if (cohort === undefined) return filter;
  const found = (await classes.selectOptionalClass(cohort)) ?? (await classes.selectNewest(undefined)).find(({ name }) => name === cohort);
  if (!found) return undefined;
  const learners = course === undefined || course === found.course ? (await classes.selectMembers(found._id)).map(({ learner }) => learner) : [];
  return { ...filter, course: found.course, learners };
}

/** Half an archive never stands where a whole one is looked for. */
async function writeFile(rooms: Rooms, filter: CertificateFilter, file: string): Promise<number> {
  const { certificates, pdfs, now } = rooms.certification;
  const draft = `${file}.part`;
  let written = 0;
  const counted = async function* () {
    for await (const certificate of certificates.streamRecords(filter)) {
      if (certificate.state !== 'withdrawn') written += 1;
      yield certificate;
    }
  };
  try {
    await writeCertificatesZip(counted(), pdfs, createWriteStream(draft), { certificates: () => certificates.streamRecords(filter), today: calendarDay(now()) });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  return written;
}

/** `bimtek certificates export`: exit code 0: written; 1: there were none, and an archive of none is written; 2: not carried out. */
export async function runCertificates(args: readonly string[], { stdout }: Output): Promise<number> {
  const say = (line: string) => void stdout.write(`${line}\n`);
  const misused = (line: string): number => {
    say(line);
    stdout.write(USAGE);
    return MISUSED;
  };
  const [verb, ...words] = args;
  if (verb === undefined || verb === 'help' || args.includes('--help')) return stdout.write(USAGE), 0;
  if (verb !== 'export') return misused(`"${verb}" tidak dikenal / is not known.`);
  const { options: given, rest, fault } = readWords(words, ['course', 'cohort', 'region', 'since', 'state']);
  if (fault) return misused(`Pilihan "${fault}" tidak dikenal atau tanpa nilai / the option is not known or has no value.`);
  const parsed = options.safeParse(Object.fromEntries(given));
  if (!parsed.success) return misused(`Nilai --${String(parsed.error.issues[0]?.path[0])} tidak dikenal / its value is not known.`);
  const [file, ...more] = rest;
  if (file === undefined || more.length > 0) return misused('Sebutkan satu berkas tujuan / name one file to write.');
  if (existsSync(file)) return misused(`"${file}" sudah ada dan tidak ditimpa / exists and is not overwritten.`);
  return withRooms(async (rooms) => {
    const filter = await filterOf(rooms, parsed.data);
    if (!filter) return misused(`Angkatan "${parsed.data.cohort}" tidak ada / there is no such class.`);
    const written = await writeFile(rooms, filter, file);
    say(`${written} sertifikat ditulis ke ${file} / ${written} certificates written`);
    return written === 0 ? EMPTY : 0;
  });
}
