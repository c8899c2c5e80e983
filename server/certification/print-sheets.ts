import type { IssuedCertificate } from './certificate-model.ts';
import { openLook } from './kept-looks.ts';
import { openPaperPictures } from './printed-pictures.ts';
import type { FileStore } from '../storage/file-store.ts';
import { openSheets } from './pdf/render-certificate.ts';
import { calendarDay } from '../web/i18n/dates.ts';

/** First pages in one file: what a copy shop takes at once, and what a server holds in memory at once. */
export const PAGES_A_SHEET = 500;

export type PrintSheets = ReturnType<typeof createPrintSheets>;

/** First pages of many certificates in one PDF, for a printer. */
export function createPrintSheets(files: FileStore, now: () => Date) {
  const pictures = openPaperPictures(files);
  return {
    /** In the order given; what was withdrawn is left out. */
    async print(certificates: AsyncIterable<IssuedCertificate>): Promise<Buffer> {
      const sheets = await openSheets();
      for await (const { state, record } of certificates) {
        if (state === 'withdrawn') continue;
        await openLook(files, record);
        await sheets.add(record, await pictures.of(record));
      }
      return sheets.toBuffer(calendarDay(now()));
    },
  };
}
