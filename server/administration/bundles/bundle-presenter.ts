import { MOST_PAPERS } from '../../certification/bundles/make-bundle.ts';
import type { BundleRecord } from '../../certification/bundles/bundle-model.ts';
import { PAGES_A_SHEET } from '../../certification/print-sheets.ts';
import type { Language } from '../../content/course.ts';
import type { Received } from '../../web/route.ts';
import { CERTIFICATES_PATH } from '../certificates-presenter.ts';
import { authorLanguage } from '../../web/i18n/language.ts';

export const BUNDLES_PATH = `${CERTIFICATES_PATH}/bundles`;

const BYTES_A_MEGABYTE = 1_000_000;
const megabytes = {
  id: new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }),
};
/** "6,5 MB"; the smallest is 0.1. */
const sizeWords = (bytes: number, language: Language): string => `${megabytes[language].format(Math.max(0.1, bytes / BYTES_A_MEGABYTE))} MB`;

/** The fields of `views/administration/certificate-bundle.ejs`. */
export function presentBundle(bundle: BundleRecord, { t, language }: Pick<Received<unknown, unknown, unknown>, 't' | 'language'>) {
  const own = `${BUNDLES_PATH}/${bundle._id}`;
  const { state, total, done, bytes } = bundle;
  const sheets = Array.from({ length: state === 'ready' ? Math.ceil(total / PAGES_A_SHEET) : 0 }, (_, index) => ({
    href: `${own}/print.pdf?sheet=${index + 1}`,
    text: t('Lembar {from}–{to}', { from: index * PAGES_A_SHEET + 1, to: Math.min(total, (index + 1) * PAGES_A_SHEET) }),
  }));
  return {
    title: t('Unduhan sertifikat'),
    listHref: CERTIFICATES_PATH,
    ownHref: own,
    words: bundle.words,
    state,
    total,
    done,
    size: sizeWords(bytes, authorLanguage(language)),
    fault: bundle.fault ?? 'broken',
    most: MOST_PAPERS,
    zipHref: state === 'ready' && total > 0 ? `${own}/papers.zip` : undefined,
    sheets,
    againHref: state === 'failed' ? `${own}/again` : undefined,
  };
}
