import type { Certification } from './certification.ts';

/** What the script that checks without a network needs of the layout. */
export const verifyTools = ({ address }: Certification) => ({ scripts: ['scripts/verify.js'], manifest: '/verify/app.webmanifest', host: new URL(address()).host });
