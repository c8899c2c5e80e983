import { mkdtemp, rm } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { enrolled } from './learner.ts';
import { serveBimtek } from './process.ts';
import { atMost, type Row } from './row.ts';

const COURSE = 'psm-dasar';
const KILOBYTES = 30;
const REQUESTS = 4;

interface Fetched {
  readonly bytes: number;
  readonly encoding: string;
}

/** Bytes as they travel: a browser that knows brotli and keeps nothing yet. */
const fetchCompressed = (address: string, cookie: string): Promise<Fetched> =>
  new Promise((resolve, reject) => {
    get(address, { headers: { cookie, 'accept-encoding': 'gzip, deflate, br' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve({ bytes, encoding: response.headers['content-encoding'] ?? '' });
        else reject(new Error(`${address}: ${response.statusCode}`));
      });
    }).on('error', reject);
  });

/** What a browser fetches of itself because the page names it; a picture that is `lazy` waits until somebody scrolls. */
function namedIn(html: string): string[] {
  const tags = html.match(/<(?:link|script|img|source|video|audio|iframe)\b[^>]*>/g) ?? [];
  const addresses = tags
    .filter((tag) => !/loading="lazy"|preload="none"|rel="(?:canonical|alternate)"/.test(tag))
    .flatMap((tag) => /(?:src|href)="(?!data:)([^"#]+)"/.exec(tag)?.[1] ?? []);
  return [...new Set(addresses)];
}

/**
 * Of all lessons of the course that ships the one with the most bytes, and the most requests that any of them takes. What scripts ask for
 * once the page stands (the manifest, the service worker) is not among them.
 */
export async function rows(): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bimtek-bench-'));
  const bimtek = await serveBimtek(join(folder, 'data'));
  const [learner] = await enrolled(bimtek.origin, 1, COURSE);
  if (!learner) throw new TypeError('Nobody learns');
  const course = await learner.get(`/courses/${COURSE}`);
  const lessons = new Set(course.match(/\/courses\/psm-dasar\/lessons\/[a-z0-9-]+(?=")/g));
  let [most, requests, heaviest] = [0, 0, ''];
  for (const lesson of lessons) {
    const named = namedIn(await learner.get(lesson));
    const all = await Promise.all([lesson, ...named].map((path) => fetchCompressed(bimtek.origin + path, learner.cookie)));
    const bytes = all.reduce((sum, one) => sum + one.bytes, 0);
    requests = Math.max(requests, all.length);
    if (bytes > most) [most, heaviest] = [bytes, lesson.slice(lesson.lastIndexOf('/') + 1)];
  }
  await bimtek.stop();
  await rm(folder, { recursive: true });
  return [
    atMost(`first view of a lesson, the heaviest of ${lessons.size} (${heaviest})`, most / 1024, 'KB', KILOBYTES),
    atMost('first view of a lesson, most requests', requests, 'requests', REQUESTS),
  ];
}
