import { qrCode, QUIET_ZONE } from '../../../certification/pdf/art/qr-code.ts';

/** From the operators of a PDF path to those of SVG. */
const svgPath = (path: string): string => path.replace(/(\d+ \d+) m/g, 'M$1').replace(/(\d+ \d+) l/g, 'L$1').replace(/h/g, 'Z');

/** A QR code as an SVG path, with the quiet zone around it. */
export function drawnQr(content: string): { readonly viewBox: string; readonly path: string } {
  const { side, path } = qrCode(content);
  const whole = side + 2 * QUIET_ZONE;
  return { viewBox: `${-QUIET_ZONE} ${-QUIET_ZONE} ${whole} ${whole}`, path: svgPath(path) };
}
