import type { Connection } from 'mongoose';
import type { AccountStore } from '../accounts/account-store.ts';
import type { ThrottleStore } from '../accounts/throttle-store.ts';
import { NOBODY_FOLLOWS, type Whereabouts } from '../accounts/whereabouts.ts';
import type { Learning } from '../learning/learning.ts';
import type { FileStore } from '../storage/storage.ts';
import { createBundles, type Bundles } from './bundles/bundles.ts';
import { createBundleStore } from './bundles/bundle-store.ts';
import { createBlockedStore, type BlockedStore } from './blocked-store.ts';
import { createCertificatePdfs, type CertificatePdfs } from './certificate-pdf.ts';
import { createCertificateSettingsStore, type CertificateSettingsStore } from './certificate-settings-store.ts';
import { createCertificateStore, type CertificateStore } from './certificate-store.ts';
import { createCredentialStore } from './credential/credential-store.ts';
import { createCredentials, type Credentials } from './credential/credentials.ts';
import { createStatusLists, type StatusLists } from './credential/status-list.ts';
import { createStatusStore, type StatusStore } from './credential/status-store.ts';
import type { SigningKeys } from './keys/signing-keys.ts';
import { createDocumentNumberStore, type DocumentNumberStore } from './document-number-store.ts';
import { createEvidence, type Evidence } from './evidence.ts';
import { createRenewals, type Renewals } from './renewals.ts';
import { NO_CLASS_TERMS, type ClassTerms } from './paper-settings.ts';
import { createPrintSheets, type PrintSheets } from './print-sheets.ts';
import { createSerialStore, type SerialStore } from './serial-store.ts';

/** The room's parts, put together once. */
export interface Certification {
  readonly certificates: CertificateStore;
  readonly serials: SerialStore;
  readonly documentNumbers: DocumentNumberStore;
  readonly blocked: BlockedStore;
  readonly settings: CertificateSettingsStore;
  readonly pdfs: CertificatePdfs;
  readonly bundles: Bundles;
  readonly sheets: PrintSheets;
  readonly keys: SigningKeys;
  readonly statusPlaces: StatusStore;
  readonly statusLists: StatusLists;
  readonly credentials: Credentials;
  readonly evidence: Evidence;
  readonly renewals: Renewals;
  readonly files: FileStore;
  readonly accounts: Pick<AccountStore, 'selectOptionalById'>;
  readonly throttle: ThrottleStore;
  readonly learning: Pick<Learning, 'enrolments' | 'courses' | 'standings' | 'courseFor'>;
  /** Where this site is reached, without a slash at the end: `BASE_URL`, or the address it listens at. */
  readonly address: () => string;
  /** What is set for the class of a learner. */
  readonly classTerms: ClassTerms;
  readonly now: () => Date;
}

export interface CertificationNeeds extends Pick<Certification, 'files' | 'accounts' | 'throttle' | 'learning' | 'address' | 'keys'> {
  readonly now?: () => Date;
  /** Left out: no class has anything of its own. */
  readonly classTerms?: ClassTerms;
  /** Left out: nobody follows classes. */
  readonly whereabouts?: Whereabouts;
  /** Hears of what fails while nobody waits for it. */
  readonly report?: (problem: unknown) => void;
}

/** The store alone, for whoever is built before this room and needs it: see `held-certificates.ts`. */
export const openCertificateStore = (connection: Connection, now: () => Date = () => new Date()): CertificateStore =>
  createCertificateStore(connection, createSerialStore(connection), now);

export function openCertification(connection: Connection, { now = () => new Date(), report = () => undefined, whereabouts = NOBODY_FOLLOWS, classTerms = NO_CLASS_TERMS, ...needs }: CertificationNeeds): Certification {
  const serials = createSerialStore(connection);
  const certificates = createCertificateStore(connection, serials, now, whereabouts);
  const settings = createCertificateSettingsStore(connection, needs.files, now);
  const statusPlaces = createStatusStore(connection);
  const credentials = createCredentials({ store: createCredentialStore(connection), places: statusPlaces, keys: needs.keys, certificates });
  const pdfs = createCertificatePdfs(needs.files, certificates, credentials);
  return {
    ...needs,
    now,
    classTerms,
    serials,
    documentNumbers: createDocumentNumberStore(connection, now),
    certificates,
    evidence: createEvidence(connection, needs.learning.courses),
    renewals: createRenewals(connection, needs.learning.courses, now, whereabouts),
    blocked: createBlockedStore(connection),
    settings,
    statusPlaces,
    statusLists: createStatusLists({
      keys: needs.keys,
      address: needs.address,
      now,
      issuerName: async () => (await settings.select()).issuerLines.join(', '),
      countLists: statusPlaces.countLists,
      selectIndexes: certificates.selectStatusIndexes,
    }),
    credentials,
    pdfs,
    sheets: createPrintSheets(needs.files, now),
    bundles: createBundles({ store: createBundleStore(connection, now), files: needs.files, certificates, pdfs, now, report }),
  };
}
