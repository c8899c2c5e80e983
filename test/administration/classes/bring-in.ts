import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Visitor } from '../../fixtures/visitor.ts';

const FIXTURES = new URL('../../fixtures/rosters/', import.meta.url);
export const fixture = (name: string): Buffer => readFileSync(new URL(name, FIXTURES));

/** Makes a class; its address. */
export async function makeClass(administrator: Visitor, name: string, regionCode = '', otherRegions = ''): Promise<string> {
  const made = await administrator.post('/admin/classes', { name, course: 'psm-dasar', regionCode, otherRegions }, '/admin/classes');
  return String(made.headers.location);
}

/** The page of a list, once nobody is at work on it. */
export async function settled(visitor: Visitor, path: string): Promise<string> {
  for (;;) {
    const { text, status } = await visitor.get(path);
    if (status !== 200 || !text.includes('Halaman ini memperbarui diri')) return text;
    await nextTurn();
  }
}

/** Sends a list to a class: the address of its page, or the page that says what is wrong with it. */
export async function send(visitor: Visitor, to: string, list: string | Buffer, name = 'peserta.csv'): Promise<string> {
  await visitor.get(to);
  const sent = await visitor.upload(`${to}/rosters`, { field: 'file', name, bytes: Buffer.from(list) });
  return sent.status === 303 ? String(sent.headers.location) : sent.text;
}

/** Sends a list and applies it; the address of its page. */
export async function bringIn(visitor: Visitor, to: string, list: string | Buffer): Promise<string> {
  const roster = await send(visitor, to, list);
  await settled(visitor, roster);
  await visitor.post(`${roster}/apply`);
  await settled(visitor, roster);
  return roster;
}

export const codesIn = (html: string): string[] => [...html.matchAll(/class="secret">([^<]+)</g)].map(([, code]) => code ?? '');
export const rowsIn = (html: string): number => html.match(/<tr><th scope="row">/g)?.length ?? 0;
