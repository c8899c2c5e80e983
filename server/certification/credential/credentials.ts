import type { IssuedCertificate } from '../certificate-model.ts';
import type { CertificateStore } from '../certificate-store.ts';
import { signJws } from '../keys/jws.ts';
import type { SigningKeys } from '../keys/signing-keys.ts';
import { achievementCredential, homeOf } from './achievement-credential.ts';
import type { CredentialStore } from './credential-store.ts';
import type { StatusPlace } from './status-place.ts';
import type { StatusStore } from './status-store.ts';

export interface Credentials {
  /**
   * The signed credential: made when first asked for, from then on the same bytes. Undefined where there is none: a sample
   * is nobody's proof, so nothing is signed that could be taken for one; of a withdrawn certificate nothing is left.
   */
  jwtOf(certificate: IssuedCertificate): Promise<string | undefined>;
  /** Erasure. */
  remove(serial: string): Promise<void>;
}

interface Needs {
  readonly store: CredentialStore;
  readonly places: StatusStore;
  readonly keys: SigningKeys;
  readonly certificates: Pick<CertificateStore, 'selectOptional' | 'setStatusPlace'>;
}

export function createCredentials({ store, places, keys, certificates }: Needs): Credentials {
  /** One that was issued before there were lists gets its place now. */
  const placeOf = async ({ _id, statusList, statusIndex }: IssuedCertificate): Promise<StatusPlace> => {
    if (statusList !== undefined && statusIndex !== undefined) return { list: statusList, index: statusIndex };
    const place = await places.reserve(_id);
    const kept = await certificates.setStatusPlace(_id, place);
    if (kept.list !== place.list || kept.index !== place.index) await places.release(place);
    return kept;
  };

  return {
    async jwtOf(certificate) {
      const { _id, serial, record, state } = certificate;
      if (record.isSample || state === 'withdrawn') return undefined;
      const kept = await store.selectOptional(serial);
      if (kept !== undefined) return kept;
      const credential = achievementCredential(record, await placeOf(certificate));
      const jwt = await store.keep(serial, await signJws(credential, await keys.current('credential'), homeOf(record)));
      // An erasure that came between has deleted nothing yet.
      if ((await certificates.selectOptional(_id))?.state !== 'withdrawn') return jwt;
      await store.remove(serial);
      return undefined;
    },
    remove: (serial) => store.remove(serial),
  };
}
