import { createHash } from 'node:crypto';
import type { Connection } from 'mongoose';
import { Invalid } from '../errors.ts';
import type { FileStore } from '../storage/storage.ts';
import { sniff } from '../web/uploads.ts';
import { printedFields, type CertificateSettings } from './certificate-settings-form.ts';
import { certificateSettingsModel, type CertificateSettingsRecord } from './certificate-settings-model.ts';
import { preparePicture } from './pdf/picture/picture.ts';
import { canDraw } from './pdf/render-certificate.ts';

/** A change reaches every process within this. */
const MEMORY_MS = 1000;
const SITE = 'site';

export type KeptSettings = CertificateSettings & { readonly logo?: string | undefined };

const NOTHING_SET: KeptSettings = {
  issuerLines: [],
  place: undefined,
  legalBasis: undefined,
  documentNumber: undefined,
  organiser: undefined,
  contact: undefined,
  signatories: [],
};

/** An issuer has been set; until then every certificate is a sample. */
export const isComplete = (settings: Pick<KeptSettings, 'issuerLines'>): boolean => settings.issuerLines.length > 0;

/** Where the site's logo is served, by its content, so that browsers may keep it. */
export const logoHref = ({ logo }: KeptSettings): string | undefined => logo && `/${logo}`;

/** What the layout shows of the settings. */
export const siteOf = (settings: KeptSettings) => ({ organiser: settings.organiser, logo: logoHref(settings) });

const settingsOf = (record: CertificateSettingsRecord): KeptSettings => {
  const { issuerLines, place, legalBasis, documentNumber, organiser, contact, logo } = record;
  const signatories = record.signatories.map(({ office, name, secondLine }) => ({ office, name, secondLine }));
  return { issuerLines, place, legalBasis, documentNumber, organiser, contact, logo, signatories };
};

/** Letters that no certificate could show are refused before anybody has earned one. */
async function refuseUnprintable(settings: CertificateSettings): Promise<void> {
  const fields: Record<string, string> = {};
  const letters = new Set<string>();
  for (const [field, text] of Object.entries(printedFields(settings))) {
    const drawable = await canDraw(text ?? '');
    if (drawable.ok) continue;
    fields[field] = 'Ada huruf yang tidak dapat dicetak: {letters}';
    for (const letter of drawable.missing) letters.add(letter);
  }
  if (letters.size > 0) throw new Invalid('Periksa lagi isian yang ditandai.', fields, { letters: [...letters].join(' ') });
}

function refuseUnprintablePicture(picture: Buffer): void {
  try {
    preparePicture(picture);
  } catch (problem) {
    if (problem instanceof Invalid) throw new Invalid('Periksa lagi isian yang ditandai.', { logo: problem.message });
    throw problem;
  }
}

export type CertificateSettingsStore = ReturnType<typeof createCertificateSettingsStore>;

export function createCertificateSettingsStore(connection: Connection, files: FileStore, now: () => Date) {
  const model = certificateSettingsModel(connection);
  let known: KeptSettings = NOTHING_SET;
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<KeptSettings> | undefined;

  const read = async (): Promise<KeptSettings> => {
    const began = now().getTime();
    const record = await model.findOne({ _id: SITE }).lean();
    known = record ? settingsOf(record) : NOTHING_SET;
    readAt = began;
    return known;
  };

  const select = (): Promise<KeptSettings> => {
    if (Math.abs(now().getTime() - readAt) < MEMORY_MS) return Promise.resolve(known);
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };

  /** Puts a picture into the file store under the name of its content. */
  const keepLogo = async (picture: Buffer): Promise<string> => {
    refuseUnprintablePicture(picture);
    const logo = `logo/${createHash('sha256').update(picture).digest('hex').slice(0, 16)}.${sniff(picture)}`;
    await files.put(logo, picture);
    return logo;
  };

  return {
    /** At most a second old. */
    select,

    /**
     * Throws `Invalid`, with the form's fields, when a text has letters that cannot be printed or the picture cannot; then
     * nothing has been saved. `picture`: a new logo, a PNG or JPEG. Earlier ones stay in the file store: certificates
     * that were issued with them name them.
     */
    async save(settings: CertificateSettings, by: string, picture?: Buffer): Promise<void> {
      await refuseUnprintable(settings);
      const logo = picture && (await keepLogo(picture));
      const given = Object.entries({ ...settings, ...(logo === undefined ? {} : { logo }) });
      const $set = Object.fromEntries(given.filter(([, value]) => value !== undefined));
      const $unset = Object.fromEntries(given.filter(([, value]) => value === undefined).map(([name]) => [name, 1 as const]));
      await model.updateOne({ _id: SITE }, { $set: { ...$set, changedAt: now(), changedBy: by }, $unset }, { upsert: true });
      await read();
    },
  };
}
