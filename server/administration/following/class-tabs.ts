import type { Received } from '../../web/route.ts';
import { CLASSES_PATH } from '../classes/class-address.ts';
import type { ClassRecord } from '../classes/class-model.ts';

export type ClassTab = 'following' | 'members' | 'closing' | 'certificate' | 'announcements';

/** `views/components/tabs.ejs`: the pages of one class. */
export function classTabs(received: Received<unknown, unknown, unknown>, { _id }: Pick<ClassRecord, '_id'>, current: ClassTab) {
  const { t, viewer } = received;
  const own = `${CLASSES_PATH}/${_id}`;
  const tabs: readonly (readonly [tab: ClassTab, href: string, text: string])[] = [
    ['following', `${own}/following`, t('Ringkasan')],
    ['members', own, t('Peserta')],
    ['closing', `${own}/closing`, t('Penutupan')],
    // What stands on papers is the administrators' to see and to say.
    ...(viewer?.role === 'administrator' ? [['certificate', `${own}/certificate`, t('Sertifikat')] as const] : []),
    ['announcements', `${own}/announcements`, t('Pengumuman')],
  ];
  return { label: t('Angkatan'), items: tabs.map(([tab, href, text]) => ({ href, text, current: tab === current })) };
}
