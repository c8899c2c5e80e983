import { isIPv4, isIPv6 } from 'node:net';

/** What a browser runs on, as far as whoever looks through a list needs to know. */
export const DEVICE_KINDS = ['android-phone', 'android-tablet', 'iphone', 'ipad', 'windows', 'mac', 'chromebook', 'linux', 'other'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** The first that fits; Android also says Linux, and iPads of today say Mac. */
const signs: readonly (readonly [RegExp, DeviceKind])[] = [
  [/iPhone|iPod/, 'iphone'],
  [/iPad/, 'ipad'],
  [/Android(?=.*Mobile)/, 'android-phone'],
  [/Android/, 'android-tablet'],
  [/Windows/, 'windows'],
  [/CrOS/, 'chromebook'],
  [/Mac OS X|Macintosh/, 'mac'],
  [/Linux|X11/, 'linux'],
];
/** Longer than any browser's name for itself. */
const LONGEST_AGENT = 512;

/** The kind of device behind a `User-Agent`, and no more of it. */
export const deviceKindOf = (userAgent: string | undefined): DeviceKind =>
  signs.find(([sign]) => sign.test((userAgent ?? '').slice(0, LONGEST_AGENT)))?.[1] ?? 'other';

const IPV4_MAPPED = /^::ffff:(?=\d+\.)/i;
const GROUPS_KEPT = 3;

/**
 * The network of an address, and not the address: `203.0.113.0/24`, `2001:db8:12::/48`. Enough to tell an office from elsewhere, too
 * little to find a household. '' where there is no address.
 */
export function networkOf(address: string | undefined): string {
  const plain = (address ?? '').replace(IPV4_MAPPED, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return `${plain.slice(0, plain.lastIndexOf('.'))}.0/24`;
  if (!isIPv6(plain)) return '';
  const [before = '', after] = plain.toLowerCase().split('::');
  const head = before === '' ? [] : before.split(':');
  // What `::` leaves out is zeros; the network stands before them, or is them.
  const filled = after === undefined ? head : [...head, ...Array.from({ length: GROUPS_KEPT }, () => '0')];
  return `${filled.slice(0, GROUPS_KEPT).map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/48`;
}
