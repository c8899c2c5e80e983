import { sign } from 'node:crypto';
import type { CertificateRecord } from '../certificate-record.ts';
import type { StatusPlace } from '../credential/status-place.ts';
import type { SigningKey } from '../keys/signing-keys.ts';
import { parseSerial } from '../serial.ts';
import { bytesToDigits } from './digits.ts';

/**
 * What the QR code says of a certificate, signed, in the fragment of its address: version 1, big-endian.
 *
 * | bytes | what |
 * | --- | --- |
 * | 1 | version: 1 |
 * | 2 | the first two of the key's thumbprint |
 * | 2, 2 | day of issue, last day: days since 1 January 2000; 0: no last day |
 * | 2, 3 | number of the status list, place in it |
 * | 1 + n, four times | length and UTF-8: name, course id, first eight characters of the course version, issuer |
 * | 64 | ECDSA on P-256 with SHA-256 (ES256, r then s) over `bimtek-1:`, the serial's key, `:` and all bytes before |
 *
 * The serial stands in the address already and is signed with it. A text that is too long is cut, and ends in `…`.
 * The reader is `public/scripts/verify.js`, which browsers run without us.
 */
const VERSION = 1;
const CONTEXT = 'bimtek-1:';
const EPOCH = Date.UTC(2000, 0, 1);
const DAY_MS = 24 * 60 * 60 * 1000;
/** A name of 54 Javanese letters takes 162 bytes; more would make modules that office scanners miss. */
const LONGEST_NAME = 180;
const LONGEST_TEXT = 40;
const VERSION_DIGITS = 8;

const daysSince2000 = (day: string | undefined): number => (day === undefined ? 0 : (Date.parse(`${day}T00:00:00Z`) - EPOCH) / DAY_MS);

const unsigned = (value: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntBE(value, 0, length);
  return bytes;
};

/** Length and text; cut between letters, not within one. */
const field = (text: string, longest: number): Buffer => {
  let kept = text;
  const letters = Array.from(text);
  while (Buffer.byteLength(kept) > longest) {
    letters.pop();
    kept = `${letters.join('')}…`;
  }
  return Buffer.concat([unsigned(Buffer.byteLength(kept), 1), Buffer.from(kept)]);
};

/** The office itself, without the government that it belongs to. */
const shortIssuer = ({ issuer }: CertificateRecord): string => issuer.lines.at(-1) ?? '';

const body = (record: CertificateRecord, place: StatusPlace, key: Pick<SigningKey, 'id'>): Buffer =>
  Buffer.concat([
    unsigned(VERSION, 1),
    Buffer.from(key.id, 'base64url').subarray(0, 2),
    unsigned(daysSince2000(record.issuedOn), 2),
    unsigned(daysSince2000(record.validUntil), 2),
    unsigned(place.list, 2),
    unsigned(place.index, 3),
    field(record.holderName.normalize('NFC'), LONGEST_NAME),
    field(record.course.id, LONGEST_TEXT),
    field(record.course.version.slice(0, VERSION_DIGITS), VERSION_DIGITS),
    field(shortIssuer(record), LONGEST_TEXT),
  ]);

/** The signed statement as decimal digits. ECDSA is random, so it is made once and kept in the record. */
export function signStatement(record: CertificateRecord, place: StatusPlace, key: SigningKey): string {
  const serial = parseSerial(record.serial);
  const said = body(record, place, key);
  const signed = Buffer.concat([Buffer.from(`${CONTEXT}${serial.wellFormed ? serial.key : record.serial}:`), said]);
  const signature = sign('sha256', signed, { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
  return bytesToDigits(Buffer.concat([said, signature]));
}
