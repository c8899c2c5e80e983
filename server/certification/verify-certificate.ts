import { timingSafeEqual } from 'node:crypto';
import { normaliseCrockford } from '../accounts/random-id.ts';
import { TooManyRequests } from '../errors.ts';
import { calendarDay } from '../web/i18n/dates.ts';
import type { Certification } from './certification.ts';
import type { IssuedCertificate } from './certificate-model.ts';
import { stateOn, type CertificateState } from './certificate-state.ts';
import { isSameName } from './holder-name.ts';
import { parseSerial } from './serial.ts';

/** What there is to say of a serial. */
export type Verdict =
  | { readonly kind: 'mistyped'; readonly serial: string }
  | { readonly kind: 'unknown'; readonly serial: string }
  /** `isOpen`: the QR code's token came along, or that of the holder's link, so that all of the page may be seen. */
  | { readonly kind: 'known'; readonly certificate: IssuedCertificate; readonly state: CertificateState; readonly isOpen: boolean };

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');

/** Takes the same time whichever letter is wrong; how long a token is is no secret. A withdrawn certificate has none, and nothing opens it. */
function isToken(given: string | undefined, token: string): boolean {
  if (given === undefined || token === '') return false;
  const [ours, theirs] = [bytesOf(token), bytesOf(normaliseCrockford(given))];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

/** Looks a serial up, as it was typed or scanned. */
export async function verifyCertificate({ certificates, now }: Certification, typed: string, token: string | undefined): Promise<Verdict> {
  const parsed = parseSerial(typed);
  if (!parsed.wellFormed) return { kind: 'mistyped', serial: typed.trim() };
  const certificate = await certificates.selectOptionalBySerial(parsed.key);
  if (!certificate) return { kind: 'unknown', serial: parsed.text };
  return { kind: 'known', certificate, state: stateOn(certificate, calendarDay(now())), isOpen: isToken(token, certificate.token) || isToken(token, certificate.shareToken ?? '') };
}

/**
 * Whether a name on paper is that of the record. Who tries names one after the other is kept waiting longer and longer,
 * from one address as from many; throws `TooManyRequests`.
 */
export async function compareName({ throttle }: Certification, { serial, record }: IssuedCertificate, name: string, address: string): Promise<boolean> {
  // Serials have capitals and user names have none, so the two never share a delay.
  const key = `certificate:${serial}`;
  const seconds = await throttle.secondsUntilTry(key, address);
  if (seconds > 0) throw new TooManyRequests('Terlalu banyak nama dicocokkan. Tunggu {seconds} detik, lalu coba lagi.', seconds);
  const same = isSameName(name, record.holderName);
  if (same) await throttle.forget(key, address);
  return same;
}
