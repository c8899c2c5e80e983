import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';
import { NotFound, SecondStepRequired } from '../errors.ts';
import type { Assets } from './assets.ts';
import { brotliSize, compressed } from './compressed.ts';
import { describeError } from './error-pages.ts';
import { encode, piecesOf, type Pieces } from './fixed-html.ts';
import { isLanguage, namedLanguages, type Language } from './i18n/language.ts';
import { translateTo } from './i18n/translate.ts';
import type { Render } from './render.ts';
import { notSavedOf } from './not-saved.ts';
import { page, type Reply } from './reply.ts';

export type SendReply = (reply: Reply, request: Request, response: Response) => Promise<void>;

/** `measure`: the bytes of a page that is the same for everyone, as a browser that takes brotli gets it. */
export type MeasuringSendReply = SendReply & { measure(reply: Reply): Promise<number> };

export interface SendOptions {
  readonly render: Render;
  readonly assets: Assets;
  /** Fields that every page has, e.g. who runs this site. */
  readonly siteFields: () => Promise<Readonly<Record<string, unknown>>>;
}

type PageReply = Extract<Reply, { kind: 'page' }>;

const OK = 200;
const NOT_MODIFIED = 304;
const RANGE_NOT_SATISFIABLE = 416;
const LANGUAGE_COOKIE = /(?:^|;\s*)bahasa=(\w+)/;

/** The language chosen once and kept in a cookie; Indonesian unless somebody chose. */
export const languageOf = (request: Request): Language => {
  const cookies = request.headers.cookie;
  const chosen = cookies === undefined ? undefined : LANGUAGE_COOKIE.exec(cookies)?.[1];
  return isLanguage(chosen) ? chosen : 'id';
};

export const originOf = (request: Request, baseUrl: string | undefined): string =>
  baseUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;

/** The enhancement script asks for JSON and nothing else; a browser that opens a page begins its list with HTML. */
export const wantsJson = (request: Request): boolean => {
  const { accept } = request.headers;
  if (accept === 'application/json') return true;
  return accept !== undefined && !accept.startsWith('text/html') && request.accepts(['html', 'json']) === 'json';
};

/** Bodies that are made while they are sent, or lie in a file, are compressed on their way. */
const compressOnTheWay: RequestHandler = compression();

export function createSendReply({ render, assets, siteFields }: SendOptions): MeasuringSendReply {
  const takeNotice = (request: Request, language: Language) => {
    const notice = request.session?.takeNotice();
    return notice && { text: translateTo(language)(notice.text, notice.facts), tone: notice.tone ?? 'done' };
  };

  const write = async (view: string, fields: Readonly<Record<string, unknown>>, request: Request, everyone?: Language): Promise<Pieces> => {
    const language = everyone ?? languageOf(request);
    const site = await siteFields();
    return piecesOf(() => render(view, {
      ...site,
      ...fields,
      t: translateTo(language),
      viewer: everyone ? undefined : request.user,
      language,
      asset: assets.url,
      // Made only when a template writes it: a page without a form sets no cookie.
      csrf: { toString: () => (everyone ? '' : (request.session?.csrfToken ?? '')) },
      path: request.path,
      languages: namedLanguages(),
      address: request.originalUrl,
      notice: everyone ? undefined : takeNotice(request, language),
    }));
  };

  const sendPage = async (reply: PageReply, request: Request, response: Response): Promise<void> => {
    const { bytes, digest } = encode(await write(reply.view, reply.fields, request, reply.everyone));
    if (!reply.everyone) await commitSession(request, response);
    for (const name in reply.headers) response.setHeader(name, reply.headers[name] ?? '');
    if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'private, no-cache');
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Vary', 'Accept-Encoding');
    // Weak (RFC 9110, 8.8.1): the same page, however it is compressed.
    response.setHeader('ETag', `W/"${digest}"`);
    response.statusCode = reply.status;
    if (reply.status === OK && request.headers['if-none-match'] !== undefined && request.fresh) {
      response.statusCode = NOT_MODIFIED;
      response.end();
      return;
    }
    const whole = Buffer.concat(bytes);
    if (request.headers['accept-encoding'] === undefined) sendWhole(whole, response);
    else {
      const { body, encoding } = await compressed(whole, request);
      if (encoding) response.setHeader('Content-Encoding', encoding);
      sendWhole(body, response);
    }
  };

  const send: SendReply = async (reply, request, response) => {
    if (reply.kind === 'page') return sendPage(reply, request, response);
    if (reply.kind === 'redirect' && reply.notice) request.session?.say(reply.notice);
    await commitSession(request, response);
    switch (reply.kind) {
      case 'redirect':
        response.redirect(303, reply.to);
        return;
      case 'json':
        response.statusCode = reply.status;
        response.setHeader('Cache-Control', 'no-store');
        response.setHeader('Content-Type', 'application/json; charset=utf-8');
        sendWhole(Buffer.from(JSON.stringify(reply.body)), response);
        return;
      case 'empty':
        response.status(204).end();
        return;
      default:
        await new Promise<void>((resolve) => void compressOnTheWay(request, response, () => resolve()));
        await sendBody(reply, response);
    }
  };

  const measure = async (reply: Reply): Promise<number> => {
    if (reply.kind !== 'page' || !reply.everyone) throw new TypeError('Only a page that is the same for everyone has a size of its own');
    return brotliSize(Buffer.concat(encode(await write(reply.view, reply.fields, NOBODY, reply.everyone)).bytes));
  };
  return Object.assign(send, { measure });
}

/** Who is asked nothing: a page for everyone reads only where it stands, and that is not known before it is asked for. */
const NOBODY = { path: '', originalUrl: '' } as Request;

function sendWhole(body: Buffer, response: Response): void {
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

/** What a request has changed in its session is kept before its answer is on the way: the next request may come at once. */
const commitSession = (request: Request, response: Response): Promise<void> | undefined =>
  request.session?.commit(response, () => request.secure);

async function sendBody(reply: Extract<Reply, { kind: 'bytes' | 'stream' | 'file' }>, response: Response): Promise<void> {
  if (reply.kind === 'file') return sendFile(response, reply.path, { root: reply.root, headers: reply.headers });
  response.set(reply.headers);
  if (reply.kind === 'bytes') response.send(reply.body);
  else await reply.write(response);
}

const sendFile = (response: Response, path: string, options: { root: string; headers: Readonly<Record<string, string>> }): Promise<void> =>
  new Promise((resolve, reject) => {
    response.sendFile(path, { ...options, dotfiles: 'deny', cacheControl: false }, (problem?: Error) => {
      // A browser that goes away in the middle has seen enough.
      if (!problem || response.headersSent) resolve();
      else reject('status' in problem && problem.status === RANGE_NOT_SATISFIABLE ? problem : new NotFound('Berkas ini tidak ada.'));
    });
  });

/** The page of ours from which a form was sent, as the browser tells it. */
const pageBefore = (request: Request): string | undefined => {
  const referer = request.get('referer');
  if (!referer || !URL.canParse(referer)) return undefined;
  const { host, pathname, search } = new URL(referer);
  return host === request.get('host') ? `${pathname}${search}` : undefined;
};

/** Errors become pages here and nowhere else; the enhancement script gets the same facts as JSON. */
export async function sendError(problem: unknown, send: SendReply, request: Request, response: Response): Promise<void> {
  const described = describeError(problem);
  const t = translateTo(languageOf(request));
  const fields = {
    status: described.status,
    title: t(described.title),
    sentence: t(described.sentence, described.facts),
  };
  response.set(described.headers);
  if (wantsJson(request)) {
    await send({ kind: 'json', body: { error: fields }, status: described.status }, request, response);
  } else if (problem instanceof SecondStepRequired) {
    await send({ kind: 'redirect', to: '/account/two-factor', notice: undefined }, request, response);
  } else if (described.status === 401) {
    const from = request.method === 'GET' ? request.originalUrl : pageBefore(request);
    const notice = request.method === 'GET' ? undefined : { text: 'Anda sudah keluar, jadi kiriman terakhir belum tersimpan. Masuk lagi, lalu kirim sekali lagi.', tone: 'attention' as const };
    await send({ kind: 'redirect', to: from ? `/sign-in?next=${encodeURIComponent(from)}` : '/sign-in', notice }, request, response);
  } else {
    const notSaved = described.status === 503 ? notSavedOf(request, response) : undefined;
    const shown = notSaved ? page('web/not-saved', { ...notSaved, title: t('Belum tersimpan') }, { status: 503 }) : page('web/error', fields, { status: described.status });
    await send(shown, request, response);
  }
}
