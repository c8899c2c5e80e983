import type { Connection } from 'mongoose';
import type { FileStore } from '../storage/storage.ts';
import type { CertificateSettings } from './certificate-settings-form.ts';
import { certificateSettingsModel, type CertificateSettingsRecord } from './certificate-settings-model.ts';
import { keptPaper, type KeptPaper, type SentPictures } from './keep-paper.ts';
import type { PicturesAsked } from './paper-form.ts';

/** A change reaches every process within this. */
const MEMORY_MS = 1000;
const SITE = 'site';

export type KeptSettings = Omit<CertificateSettings, 'signatories'> & Pick<KeptPaper, 'signatories' | 'logo'>;

const everySlot = ({ signatories }: CertificateSettings): PicturesAsked => ({ drops: [], slots: signatories.map((_, index) => (index === 0 ? 'signature1' : 'signature2')) });

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
export const logoHref = ({ logo }: Pick<KeptSettings, 'logo'>): string | undefined => logo && `/${logo}`;

/** What the layout shows of the settings. */
export const siteOf = (settings: KeptSettings) => ({ organiser: settings.organiser, logo: logoHref(settings) });

const settingsOf = (record: CertificateSettingsRecord): KeptSettings => {
  const { issuerLines, place, legalBasis, documentNumber, organiser, contact, logo } = record;
  const signatories = record.signatories.map(({ office, name, secondLine, signature }) => ({ office, name, secondLine, ...(signature === undefined ? {} : { signature }) }));
  return { issuerLines, place, legalBasis, documentNumber, organiser, contact, logo, signatories };
};

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

  return {
    /** At most a second old. */
    select,

    /**
     * Throws `Invalid`, with the form's fields, when a text has letters that cannot be printed or a picture cannot; then
     * nothing has been saved. `asked`: left out, pictures stay that are not sent anew.
     */
    async save(settings: CertificateSettings, by: string, sent: SentPictures = {}, asked: PicturesAsked = everySlot(settings)): Promise<void> {
      const { organiser, contact, ...texts } = settings;
      const kept = await keptPaper(files, await read(), { texts, sent, asked });
      const given = Object.entries({ ...kept, organiser, contact });
      const $set = Object.fromEntries(given.filter(([, value]) => value !== undefined));
      const $unset = Object.fromEntries(given.filter(([, value]) => value === undefined).map(([name]) => [name, 1 as const]));
      await model.updateOne({ _id: SITE }, { $set: { ...$set, changedAt: now(), changedBy: by }, $unset }, { upsert: true });
      await read();
    },
  };
}
