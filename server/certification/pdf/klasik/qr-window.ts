import type { CertificateRecord } from '../../certificate-record.ts';
import { QUIET_ZONE, qrCode } from '../art/qr-code.ts';
import { UNITS_PER_MM, fill, rectangle, rgb, stroke } from '../art/sketch.ts';
import { boxOnPage } from '../document/page.ts';
import type { StructureElement } from '../document/structure.ts';
import { PAPER_WHITE, TEAL, TEXT } from './inks.ts';
import { FRONT } from './measures.ts';
import { type Sheet, write } from './pen.ts';
import { WORDS } from './words.ts';

/** The paper window at the lower left: the QR code with its quiet zone, and the address for who cannot scan. */
export const writeQrWindow = (
  sheet: Sheet,
  root: StructureElement,
  { qrUrl, verifyUrl, verifyHost }: CertificateRecord,
): void => {
  const { page, document } = sheet;
  const { left, top, width, height, depth, size, hairline } = FRONT.qr;
  page.artifact(() => {
    const window = rectangle(left, top, width, height);
    page.sketch(`${fill(PAPER_WHITE, window)} ${stroke(TEAL, hairline, window)}`);
  });
  const code = qrCode(qrUrl);
  /** Few, large modules would need more quiet than the window leaves beside a code of the full size. */
  const module = Math.min(size / code.side, (Math.min(width, depth) - 2 * hairline) / (code.side + 2 * QUIET_ZONE));
  const side = module * code.side;
  const [x, y] = [left + (width - side) / 2, top + (depth - side) / 2];
  const link = root.add('Link');
  const figure = link.add('Figure', {
    alt: `Kode QR untuk memeriksa sertifikat ini di ${verifyUrl}`,
    box: boxOnPage(x, y, side, side),
  });
  page.mark(figure, () => {
    const unit = Number((module * UNITS_PER_MM).toFixed(4));
    page.sketch(`${rgb(TEXT)} rg ${unit} 0 0 ${unit} 0 0 cm ${code.path} f*`, x, y);
  });
  page.link(link, { url: qrUrl, says: WORDS.scan, annotation: document.reserveLink(), x, y, width: side, height: side });
  write(sheet, root, 'P', WORDS.scan, FRONT.scan);
  write(sheet, root, 'P', verifyHost, FRONT.address);
};
