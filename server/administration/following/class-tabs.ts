import type { Received } from '../../web/route.ts';
import { signedIn } from '../../web/route.ts';
import { CLASSES_PATH } from '../classes/class-address.ts';
import type { ClassRecord } from '../classes/class-model.ts';

export type ClassTab = 'following' | 'members' | 'closing' | 'announcements';

/** `views/components/tabs.ejs`: the pages of one class, as far as the viewer may enter. */
export function classTabs(received: Received<unknown, unknown, unknown>, { _id }: Pick<ClassRecord, '_id'>, current: ClassTab) {
  const { t } = received;
  const own = `${CLASSES_PATH}/${_id}`;
  const all: { readonly tab: ClassTab; readonly href: string; readonly text: string; readonly administrator?: boolean }[] = [
    { tab: 'following', href: `${own}/following`, text: t('Ringkasan') },
    { tab: 'members', href: own, text: t('Peserta'), administrator: true },
    { tab: 'closing', href: `${own}/closing`, text: t('Penutupan') },
    { tab: 'announcements', href: `${own}/announcements`, text: t('Pengumuman') },
  ];
  const role = signedIn(received).role;
  const items = all.filter(({ administrator }) => !administrator || role === 'administrator').map(({ tab, href, text }) => ({ href, text, current: tab === current }));
  return { label: t('Angkatan'), items };
}
