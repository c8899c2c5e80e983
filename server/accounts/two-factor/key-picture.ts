import { create } from 'qrcode';

/** Light modules around a code (ISO/IEC 18004, 5.3.8). */
const QUIET_ZONE = 4;

/** A QR code as one path of squares, drawn with `shape-rendering="crispEdges"`. */
export function keyPicture(content: string): { readonly viewBox: string; readonly path: string } {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  const squares: string[] = [];
  for (let y = 0; y < modules.size; y += 1) for (let x = 0; x < modules.size; x += 1) if (modules.get(y, x) === 1) squares.push(`M${x} ${y}h1v1h-1z`);
  const whole = modules.size + 2 * QUIET_ZONE;
  return { viewBox: `${-QUIET_ZONE} ${-QUIET_ZONE} ${whole} ${whole}`, path: squares.join('') };
}
