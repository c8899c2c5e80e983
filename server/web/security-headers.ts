import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Everything comes from our own origin, nothing is written into the page; `data:` is for the stylesheet's motif. */
const POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'media-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
  'frame-ancestors': ["'none'"],
};

const policyWith = (other: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries({ ...POLICY, ...other }).map(([name, sources]) => `${name} ${sources.join(' ')}`).join('; ');

/** Of a page that stands in a frame of another page of ours, and of nobody else's: a trainer's preview. */
export const FRAMED_POLICY = policyWith({ 'frame-ancestors': ["'self'"] });

/** Of the page around it. */
export const FRAMING_POLICY = policyWith({ 'frame-src': ["'self'"] });

const protect = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: POLICY },
  referrerPolicy: { policy: 'same-origin' },
  // For browsers that nobody has any more; each costs every page some bytes.
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  xDnsPrefetchControl: false,
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
});

/** None of them depends on the request, so helmet is asked once, and not thirteen functions for each page. */
export function securityHeaders(): RequestHandler {
  const request = new IncomingMessage(new Socket());
  const example = new ServerResponse(request);
  protect(request, example, (problem) => {
    if (problem) throw problem instanceof Error ? problem : new TypeError('helmet made no headers');
  });
  const headers = Object.entries(example.getHeaders()).map(([name, value]) => [name, String(value)] as const);
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    next();
  };
}

/** What an author brings (SVG above all) is shown, but runs nothing and reaches nothing when opened by itself. */
export const SANDBOX_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; media-src 'self'; sandbox";
