import type { Request, Response } from 'express';
import { NotFound } from '../errors.ts';
import type { Assets } from './assets.ts';
import { csrfTokenOf } from './csrf.ts';
import { describeError } from './error-pages.ts';
import { isLanguage, type Language } from './i18n/language.ts';
import { translateTo } from './i18n/translate.ts';
import type { Render } from './render.ts';
import { notSavedOf } from './not-saved.ts';
import { page, type Reply } from './reply.ts';

export type SendReply = (reply: Reply, request: Request, response: Response) => Promise<void>;

export interface SendOptions {
  readonly render: Render;
  readonly assets: Assets;
  readonly baseUrl: string | undefined;
  /** Fields that every page has, e.g. who runs this site. */
  readonly siteFields: () => Promise<Readonly<Record<string, unknown>>>;
}

const RANGE_NOT_SATISFIABLE = 416;
const LANGUAGE_COOKIE = /(?:^|;\s*)bahasa=(\w+)/;

/** The language chosen once and kept in a cookie; Indonesian unless somebody chose. */
export const languageOf = (request: Request): Language => {
  const chosen = LANGUAGE_COOKIE.exec(request.headers.cookie ?? '')?.[1];
  return isLanguage(chosen) ? chosen : 'id';
};

export const originOf = (request: Request, baseUrl: string | undefined): string =>
  baseUrl ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`;

export function createSendReply({ render, assets, baseUrl, siteFields }: SendOptions): SendReply {
  const takeNotice = (request: Request, language: Language) => {
    const notice = request.session?.notice;
    if (!notice) return undefined;
    delete request.session.notice;
    return { text: translateTo(language)(notice.text, notice.facts), tone: notice.tone ?? 'done' };
  };

  const html = async (view: string, fields: Readonly<Record<string, unknown>>, request: Request): Promise<string> => {
    const language = languageOf(request);
    return render(view, {
      ...(await siteFields()),
      ...fields,
      t: translateTo(language),
      viewer: request.user,
      language,
      asset: assets.url,
      // Made only when a template writes it: a page without a form starts no session.
      csrf: { toString: () => csrfTokenOf(request) },
      path: request.path,
      address: request.originalUrl,
      origin: originOf(request, baseUrl),
      notice: takeNotice(request, language),
    });
  };

  return async (reply, request, response) => {
    switch (reply.kind) {
      case 'page':
        response
          .status(reply.status)
          .set({ 'Cache-Control': 'private, no-cache', 'Content-Type': 'text/html; charset=utf-8', ...reply.headers })
          .send(await html(reply.view, reply.fields, request));
        return;
      case 'redirect':
        if (reply.notice) request.session.notice = reply.notice;
        response.redirect(303, reply.to);
        return;
      case 'json':
        response.status(reply.status).set('Cache-Control', 'no-store').json(reply.body);
        return;
      case 'bytes':
        response.set(reply.headers).send(reply.body);
        return;
      case 'stream':
        response.set(reply.headers);
        await reply.write(response);
        return;
      case 'file':
        await sendFile(response, reply.path, { root: reply.root, headers: reply.headers });
        return;
      case 'empty':
        response.status(204).end();
    }
  };
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
  if (request.accepts(['html', 'json']) === 'json') {
    await send({ kind: 'json', body: { error: fields }, status: described.status }, request, response);
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
