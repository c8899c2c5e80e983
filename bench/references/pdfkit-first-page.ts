import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import type { CertificateRecord } from '../../server/certification/certificate-record.ts';
import { qrCode } from '../../server/certification/pdf/art/qr-code.ts';
import { longDate, WORDS } from '../../server/certification/pdf/klasik/words.ts';

/** The subset fonts of the certificates, as files, opened for each document as pdfkit's manual shows it. */
const font = (name: string): string => fileURLToPath(new URL(`../../server/certification/fonts/${name}.otf`, import.meta.url));
const [TEXT, ITALIC] = [font('EBGaramond12-Regular'), font('EBGaramond12-Italic')];

/** The texts, the lines and the QR code of the first page; without frame, cloth, seal, tags and second page. */
export const pdfkitFirstPage = ({ holderName, serial, course, issuedOn, validUntil = '', issuer, signatories, qrUrl, verifyHost }: CertificateRecord): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const document = new PDFDocument({ size: 'A4', layout: 'landscape', margin: 0, lang: 'id-ID', info: { Title: `${WORDS.title} ${serial}` } });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
    const write = (text: string, y: number, size: number, face = TEXT) => document.font(face).fontSize(size).text(text, 60, y, { width: 720, align: 'center', lineBreak: false });
    document.rect(25, 25, 792, 545).stroke('#0b4a49').fillColor('#122b2c');
    issuer.lines.forEach((line, index) => write(line, 130 + index * 15, 12));
    write(WORDS.title, 165, 38);
    write(WORDS.titleEn, 205, 13, ITALIC);
    write(`${WORDS.number} ${serial}`, 225, 11);
    write(WORDS.given, 248, 12.5, ITALIC);
    write(holderName, 265, 36);
    write(WORDS.reached, 330, 12);
    write(course.title, 350, 20);
    write(`${course.hours} JP`, 375, 11.5);
    write(`${WORDS.issued} ${longDate(issuedOn)} · ${WORDS.validUntil} ${longDate(validUntil)}`, 410, 12);
    signatories.forEach(({ office, name }, index) => document.fontSize(10).text(office, 240 + index * 220, 430, { lineBreak: false }).text(name, 240 + index * 220, 495, { lineBreak: false }));
    document.fontSize(8).text(verifyHost, 90, 505, { lineBreak: false });
    const code = qrCode(qrUrl);
    document.save().translate(88, 410).scale(85 / code.side);
    for (const [, x, y, operator] of code.path.matchAll(/(\d+) (\d+) ([ml])/g)) document[operator === 'm' ? 'moveTo' : 'lineTo'](Number(x), Number(y));
    document.fill('even-odd').restore().end();
  });
