import type { Translate } from './i18n/translate.ts';

/** A kind of device (`origin-kind.ts`) in words. */
export function deviceWords(kind: string, t: Translate): string {
  switch (kind) {
    case 'android-phone': return t('Ponsel Android');
    case 'android-tablet': return t('Tablet Android');
    case 'iphone': return 'iPhone';
    case 'ipad': return 'iPad';
    case 'windows': return t('Komputer Windows');
    case 'mac': return t('Komputer Mac');
    case 'chromebook': return t('Chromebook');
    case 'linux': return t('Komputer Linux');
    case 'server': return t('Baris perintah server');
    default: return t('Perangkat lain');
  }
}
