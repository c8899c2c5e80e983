import { reachesRegion } from '../accounts/policy.ts';
import type { Viewer } from '../web/viewer.ts';
import type { IssuedCertificate } from './certificate-model.ts';

type Held = Pick<IssuedCertificate, 'learner' | 'regionCode' | 'state'>;

/** Administrators answer for the certificates of their regions. */
export const mayManageCertificate = (viewer: Viewer, { regionCode }: Pick<Held, 'regionCode'>): boolean =>
  viewer.role === 'administrator' && reachesRegion(viewer, regionCode);

/** The paper is the holder's, and within reach of whoever manages it; of a withdrawn one nothing is left. */
export const mayDownload = (viewer: Viewer, certificate: Held): boolean =>
  certificate.state !== 'withdrawn' && (viewer.id === certificate.learner || mayManageCertificate(viewer, certificate));
