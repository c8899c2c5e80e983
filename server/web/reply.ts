import type { Response } from 'express';
import type { Language } from './i18n/language.ts';

/** What a handler answers with. Handlers return facts; `mount.ts` turns them into HTTP. */
export type Reply =
  | { readonly kind: 'page'; readonly view: string; readonly fields: Readonly<Record<string, unknown>>; readonly status: number; readonly headers: Headers; readonly everyone?: Language | undefined }
  | { readonly kind: 'redirect'; readonly to: string; readonly notice: Notice | undefined }
  | { readonly kind: 'json'; readonly body: unknown; readonly status: number }
  | { readonly kind: 'bytes'; readonly body: Buffer | string; readonly headers: Headers }
  | { readonly kind: 'stream'; readonly headers: Headers; readonly write: (response: Response) => Promise<void> }
  | { readonly kind: 'file'; readonly root: string; readonly path: string; readonly headers: Headers }
  | { readonly kind: 'empty' };

type Headers = Readonly<Record<string, string>>;

/** A sentence shown once on the next page; placeholders are filled with `facts`. */
export interface Notice {
  readonly text: string;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly tone?: 'done' | 'attention';
}

export interface PageOptions {
  readonly status?: number;
  readonly headers?: Headers;
  /** The page is the same for everyone, in this language: whoever asks, it holds no name, no token and no notice. */
  readonly everyone?: Language | undefined;
}

export const page = (
  view: string,
  fields: Readonly<Record<string, unknown>> = {},
  { status = 200, headers = {}, everyone }: PageOptions = {},
): Reply => ({ kind: 'page', view, fields, status, headers, everyone });

/** See other (303): whatever the method was, the browser now gets `to`. */
export const redirect = (to: string, notice?: Notice): Reply => ({ kind: 'redirect', to, notice });

export const json = (body: unknown, status = 200): Reply => ({ kind: 'json', body, status });

export const bytes = (body: Buffer | string, headers: Headers): Reply => ({ kind: 'bytes', body, headers });

/** For bodies that are made while they are sent. `write` ends the response itself. */
export const stream = (headers: Headers, write: (response: Response) => Promise<void>): Reply => ({
  kind: 'stream',
  headers,
  write,
});

/** A file below `root`; one that is not there is `NotFound`. */
export const file = (root: string, path: string, headers: Headers): Reply => ({ kind: 'file', root, path, headers });

export const empty = (): Reply => ({ kind: 'empty' });
