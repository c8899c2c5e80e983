/** Its published types name `request.session`, which is ours; the reference needs no more than this. */
declare module 'express-session' {
  import type { RequestHandler } from 'express';
  export type SessionData = Record<string, unknown>;
  export class Store {
    get(id: string, done: (problem: unknown, data: SessionData) => void): void;
    set(): void;
    destroy(): void;
  }
  export default function session(options: { secret: string; store: Store; resave: boolean; saveUninitialized: boolean; name: string }): RequestHandler;
}
