import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';

/** The subset font that certificates set their names in; opened for each document, as pdfkit's manual shows it. */
const FONT = fileURLToPath(new URL('../../server/certification/fonts/EBGaramond12-Regular.otf', import.meta.url));

/** The least a PDF library does for us: one page, one line of text, one embedded font. */
export const onePdfkitLine = (text: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const document = new PDFDocument({ size: 'A4', layout: 'landscape' });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
    document.font(FONT).fontSize(36).text(text, 100, 100);
    document.end();
  });
