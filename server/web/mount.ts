import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { Forbidden, Invalid, NotFound, SecondStepRequired, SignInRequired } from '../errors.ts';
import { eventsOf, type Audit, type AuditNote } from './audit.ts';
import { requireCsrfToken } from './csrf.ts';
import { noteThatItMayBeSentAgain } from './not-saved.ts';
import { languageOf, originOf, wantsJson, type SendReply } from './send-reply.ts';
import { limitPerMinute } from './rate-limits.ts';
import type { Received, Route, RouteDefinition } from './route.ts';
import { translateTo, type Translate } from './i18n/translate.ts';
import { uploadOf } from './uploads.ts';
import type { Language } from './i18n/language.ts';
import { mayEnter, type Viewer } from './viewer.ts';

export interface MountOptions {
  readonly send: SendReply;
  readonly baseUrl: string | undefined;
  /** Left out: nothing is recorded. */
  readonly audit?: Audit | undefined;
}

/** Forms only; without nesting, so that a field can never become a query operator. */
const readForm = express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 500 });

/** No text of ours holds U+0000, and no database takes it. */
const holdsNul = (value: unknown): boolean => {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);
};

const refuseNul: RequestHandler = (request, _response, next) => {
  next(holdsNul(request.body) ? new Invalid('Isian berisi karakter yang tidak dapat dibaca. Ketik lagi isiannya.') : undefined);
};

const guard =
  (access: Route['access']): RequestHandler =>
  (request, _response, next) => {
    const isForStaff = access === 'trainer' || access === 'administrator';
    if (isForStaff && request.user?.needsSecondStep) next(new SecondStepRequired('Pelatih dan admin wajib memakai langkah kedua saat masuk. Pasang dahulu di halaman Akun.'));
    else if (mayEnter(access, request.user)) next();
    else if (request.user) next(new Forbidden('Akun Anda tidak berhak membuka halaman ini.'));
    else next(new SignInRequired('Masuk dengan akun Anda untuk membuka halaman ini.'));
  };

/** First fault of each field; the names are those of the form. */
const fieldsOf = (problem: z.ZodError): Record<string, string> => {
  const fields: Record<string, string> = {};
  for (const issue of problem.issues) {
    const field = String(issue.path[0] ?? '');
    fields[field] ??= issue.message;
  }
  return fields;
};

const validBody = <T>(schema: z.ZodType<T> | undefined, value: unknown): T => {
  if (!schema) return {} as T;
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  throw new Invalid('Periksa lagi isian yang ditandai.', fieldsOf(parsed.error));
};

/** Each field's sentence in the reader's language, its gaps filled: forms show what they are given. */
const worded = (problem: Invalid, t: Translate): Invalid => {
  const fields = Object.entries(problem.fields).map(([field, sentence]) => [field, t(sentence, problem.facts)]);
  return new Invalid(problem.message, Object.fromEntries(fields), problem.facts);
};

/** An address that does not fit its pattern names nothing that exists. */
const noSuchAddress = () => new NotFound('Alamat ini tidak ada. Periksa lagi penulisannya.');

const validAddress = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw noSuchAddress();
};

/** What a handler is given. A class, since what few handlers ask for is worked out only for them. */
class ReceivedRequest implements Received<unknown, unknown, unknown> {
  readonly http: Request;
  readonly params: unknown;
  readonly query: unknown;
  body: unknown;
  readonly viewer: Viewer | undefined;
  readonly language: Language;
  readonly t: Translate;
  readonly notes: AuditNote[] = [];
  readonly #baseUrl: string | undefined;

  constructor({ params, query }: RouteDefinition, request: Request, baseUrl: string | undefined) {
    // A NUL can stand in an address only in this form: the parser of HTTP takes no other.
    if (request.originalUrl.includes('%00')) throw noSuchAddress();
    this.http = request;
    this.params = params ? validAddress(params, request.params) : {};
    this.query = query ? validAddress(query, request.query) : {};
    this.viewer = request.user;
    this.language = languageOf(request);
    this.t = translateTo(this.language);
    this.#baseUrl = baseUrl;
  }

  get origin(): string {
    return originOf(this.http, this.#baseUrl);
  }

  get wantsJson(): boolean {
    return wantsJson(this.http);
  }

  readonly audit = (note: AuditNote): void => void this.notes.push(note);
}

/** The handler of one route: validate, call, send. */
const run =
  (definition: RouteDefinition, { send, baseUrl, audit }: MountOptions): RequestHandler =>
  async (request: Request, response: Response) => {
    const received = new ReceivedRequest(definition, request, baseUrl);
    try {
      received.body = validBody(definition.body, request.body);
      const reply = await definition.handle(received);
      if (audit) for (const event of eventsOf(definition, request, received.notes, reply)) await audit.record(event, received.body);
      await send(reply, request, response);
    } catch (problem) {
      if (!(problem instanceof Invalid) || !definition.invalid || received.wantsJson) throw problem;
      received.body = request.body;
      await send(await definition.invalid(worded(problem, received.t), received), request, response);
    }
  };

const answerWhatIsSo =
  (definition: RouteDefinition, { send, baseUrl }: MountOptions): RequestHandler =>
  async (request, response, next) => {
    const received = new ReceivedRequest(definition, request, baseUrl);
    received.body = request.body;
    const reply = definition.alreadySo?.(received);
    if (reply) await send(reply, request, response);
    else next();
  };

/** A file that is refused is a form that is filled in wrongly: the form comes back. */
const refusedUpload =
  (definition: RouteDefinition, { send, baseUrl }: MountOptions) =>
  async (problem: unknown, request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (!(problem instanceof Invalid) || !definition.invalid) return next(problem);
    const received = new ReceivedRequest(definition, request, baseUrl);
    received.body = request.body;
    await send(await definition.invalid(worded(problem, received.t), received), request, response);
  };

/** Mounts routes in the order given. Who may enter is asked before anything of the request's body is read. */
export function mountRoutes(app: Express, routes: readonly Route[], options: MountOptions): void {
  for (const declared of routes) {
    const definition = declared as unknown as RouteDefinition;
    const handlers: RequestHandler[] = [];
    if (definition.perMinute) handlers.push(limitPerMinute(definition.perMinute, `${definition.method} ${definition.path}`));
    handlers.push(guard(definition.access));
    if (definition.mayBeSentAgain) handlers.push(noteThatItMayBeSentAgain);
    if (definition.upload) handlers.push(uploadOf(definition.upload));
    if (definition.method === 'post') handlers.push(readForm, refuseNul);
    if (definition.alreadySo) handlers.push(answerWhatIsSo(definition, options));
    if (definition.method === 'post' && definition.token !== 'none') handlers.push(requireCsrfToken);
    handlers.push(run(definition, options));
    app[definition.method](definition.path, ...handlers);
    if (definition.upload) app.use(definition.path, refusedUpload(definition, options));
  }
}
