import type { FileStore } from '../../storage/file-store.ts';
import { NotFound } from '../../errors.ts';
import type { CertificatePdfs } from '../certificate-pdf.ts';
import type { CertificateStore } from '../certificate-store.ts';
import type { IssuedCertificate } from '../certificate-model.ts';
import type { BundleRecord } from './bundle-model.ts';
import type { BundleStore } from './bundle-store.ts';
import { CannotBundle, inOrder, makeBundle } from './make-bundle.ts';
import { listKey, removeFilesOf, selectOptionalManifest, type BundleEntry } from './manifest.ts';
import { zipBytes } from './zip-layout.ts';

export interface BundleNeeds {
  readonly store: BundleStore;
  readonly files: FileStore;
  readonly certificates: Pick<CertificateStore, 'streamRecords' | 'selectSome' | 'selectStates' | 'selectOptionalBySerial' | 'selectOptional'>;
  readonly pdfs: Pick<CertificatePdfs, 'bytesOfMany'>;
  readonly now: () => Date;
  /** Hears of what fails while nobody waits for it. */
  readonly report: (problem: unknown) => void;
}

export type Bundles = ReturnType<typeof createBundles>;

/** Slots whose state is asked for at once. */
const ASKED = 500;
const WEEK_MS = 7 * 24 * 3_600_000;

export function createBundles(needs: BundleNeeds) {
  const { store, files, certificates, pdfs, now, report } = needs;
  const making = new Map<string, Promise<void>>();

  const make = async (bundle: BundleRecord): Promise<void> => {
    try {
      await makeBundle(needs, bundle);
    } catch (problem) {
      const fault = problem instanceof CannotBundle ? problem.fault : 'broken';
      if (fault !== 'gone') await store.finish(bundle._id, { state: 'failed', fault });
      if (!(problem instanceof CannotBundle)) throw problem;
    }
  };

  /** Certificates of the bundle that hold names nobody may have any more. */
  const hasWithdrawn = async (entries: readonly BundleEntry[]): Promise<boolean> => {
    const slots = entries.flatMap(({ slot }) => slot ?? []);
    for (let from = 0; from < slots.length; from += ASKED) {
      const part = slots.slice(from, from + ASKED);
      const states = await certificates.selectStates(part);
      if (part.some((slot) => (states.get(slot) ?? 'withdrawn') === 'withdrawn')) return true;
    }
    return false;
  };

  const bytesOf = async (bundle: string, { slot, name }: BundleEntry): Promise<Buffer> => {
    if (slot === undefined) return (await files.get(listKey(bundle, name))) ?? Buffer.alloc(0);
    const certificate = await certificates.selectOptional(slot);
    if (!certificate) throw new NotFound('Sertifikat ini tidak ada.');
    return pdfs.bytesOfMany(certificate);
  };

  return {
    create: store.create,
    selectOptional: store.selectOptional,

    /**
     * Sees to it that a bundle that is to be made is being made, in this process or another: whoever looks at it takes over
     * from a process that died. Resolves at once; `report` hears of what fails later.
     */
    async seeToIt(bundle: BundleRecord): Promise<void> {
      if (bundle.state !== 'preparing' || making.has(bundle._id) || !(await store.claim(bundle._id))) return;
      making.set(bundle._id, make(bundle).catch(report).finally(() => making.delete(bundle._id)));
    },

    /** What this process is making now is made. */
    async settled(): Promise<void> {
      await Promise.all(making.values());
    },

    /**
     * What is in a bundle that is ready; undefined when it has to be made again, since a holder has withdrawn a certificate or
     * its files are gone. Then that has been set going.
     */
    async open(bundle: BundleRecord): Promise<readonly BundleEntry[] | undefined> {
      const entries = bundle.state === 'ready' ? await selectOptionalManifest(files, bundle._id) : undefined;
      if (entries && !(await hasWithdrawn(entries))) return entries;
      await store.beginAgain(bundle._id);
      return undefined;
    },

    /** Makes one that failed once more. */
    async again(bundle: BundleRecord): Promise<void> {
      await store.beginAgain(bundle._id);
    },

    read: (bundle: BundleRecord, entries: readonly BundleEntry[], range: { readonly first: number; readonly last: number }): AsyncGenerator<Buffer> =>
      zipBytes(entries, (entry) => bytesOf(bundle._id, entry), range),

    /** The certificates of a bundle from one place to another, in its order. */
    certificatesOf: (entries: readonly BundleEntry[], from: number, to: number): AsyncGenerator<IssuedCertificate> =>
      inOrder(needs, entries.flatMap(({ slot }) => slot ?? []).slice(from, to)),

    /** After a week they go; the papers stay where they were. */
    async removeExpired(): Promise<void> {
      for (const id of await store.selectOlderThan(new Date(now().getTime() - WEEK_MS))) {
        await removeFilesOf(files, id);
        await store.remove(id);
      }
    },
  };
}
