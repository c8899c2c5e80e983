import { signedIn, type Received } from '../../web/route.ts';
import { MARKING_PATH } from '../marking-presenter.ts';
import { mayReadMarkings } from '../policy.ts';
import { UNMARKED } from './contribution.ts';
import type { Counts } from './sums.ts';

interface Waiting {
  readonly count: number;
  readonly text: string;
  /** Left out: others mark them. */
  readonly href?: string;
  readonly link?: string;
}

/** Practical tasks that wait to be marked, as a line of what there is to do. */
export function waitingMarks(counts: Counts, received: Received<unknown, unknown, unknown>): readonly Waiting[] {
  const count = counts[UNMARKED] ?? 0;
  if (count <= 0) return [];
  const { t } = received;
  const line = { count, text: t('tugas praktik belum dinilai') };
  return [mayReadMarkings(signedIn(received)) ? { ...line, href: MARKING_PATH, link: t('Nilai sekarang') } : line];
}
