/**
 * Bytes as decimal digits, which a QR code writes in 3.33 bits each (ISO/IEC 18004, 7.4.3) and which are safe in an
 * address: six bytes are fifteen digits, 0.95 of what fits. Each length of rest has a length of digits of its own, so
 * that every text of digits is that of one row of bytes or of none.
 */
const BYTES_A_GROUP = 6;
/** Digits of so many bytes. */
const DIGITS = [0, 3, 5, 8, 10, 13, 15] as const;

export function bytesToDigits(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes);
  let digits = '';
  for (let at = 0; at < buffer.length; at += BYTES_A_GROUP) {
    const length = Math.min(BYTES_A_GROUP, buffer.length - at);
    digits += String(buffer.readUIntBE(at, length)).padStart(DIGITS[length] ?? 0, '0');
  }
  return digits;
}
