import { Invalid } from '../errors.ts';
import type { Viewer } from '../web/viewer.ts';
import { reachesRegion } from './policy.ts';

/** Throws `Invalid` for a region that the viewer does not answer for: nobody is moved there, and no class is made there. */
export function requireReached(viewer: Viewer, regionCode: string | undefined): void {
  if (reachesRegion(viewer, regionCode)) return;
  throw new Invalid('Wilayah ini di luar wilayah Anda.', { regionCode: 'Wilayah ini di luar wilayah Anda.' });
}
