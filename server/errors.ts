/**
 * What can go wrong, as facts with a fixed name. These classes know nothing of HTTP: `web/error-pages.ts`
 * translates them in one place, the command line prints them. `message` is the Indonesian sentence that a
 * person reads (a key of the catalogue in `web/i18n`), `facts` fill its placeholders.
 */
export type Facts = Readonly<Record<string, string | number>>;

export abstract class ApplicationError extends Error {
  abstract override readonly name: string;
  readonly facts: Facts;
  constructor(message: string, facts: Facts = {}, options?: ErrorOptions) {
    super(message, options);
    this.facts = facts;
  }
}

/** The thing asked for does not exist, or must not be known to exist by whoever asked. */
export class NotFound extends ApplicationError {
  override readonly name = 'NotFound';
}

/** Whoever asked is known, and may not. */
export class Forbidden extends ApplicationError {
  override readonly name = 'Forbidden';
}

/** Nobody is signed in, and somebody has to be. */
export class SignInRequired extends ApplicationError {
  override readonly name = 'SignInRequired';
}

/** Staff has to set up the second step of signing in first. */
export class SecondStepRequired extends ApplicationError {
  override readonly name = 'SecondStepRequired';
}

/** One or more fields are wrong. `fields` maps a field's name to what to write instead. */
export class Invalid extends ApplicationError {
  override readonly name = 'Invalid';
  readonly fields: Readonly<Record<string, string>>;
  constructor(message: string, fields: Readonly<Record<string, string>> = {}, facts: Facts = {}) {
    super(message, facts);
    this.fields = fields;
  }
}

/** A form whose page belongs to another session: an old tab, or another site's trick. */
export class StaleForm extends ApplicationError {
  override readonly name = 'StaleForm';
}

/** The thing exists, and cannot be asked for in this way; `ways`: those in which it can. */
export class NotThisWay extends ApplicationError {
  override readonly name = 'NotThisWay';
  readonly ways: readonly string[];
  constructor(message: string, ways: readonly string[], facts: Facts = {}) {
    super(message, facts);
    this.ways = ways;
  }
}

/** The request was right once, but the state of things has moved on. */
export class Conflict extends ApplicationError {
  override readonly name = 'Conflict';
}

/** Too often in too short a time. `retryAfter` is in seconds. */
export class TooManyRequests extends ApplicationError {
  override readonly name = 'TooManyRequests';
  readonly retryAfter: number;
  constructor(message: string, retryAfter: number) {
    super(message, { seconds: retryAfter });
    this.retryAfter = retryAfter;
  }
}

/** Something that is needed is down for the moment; nothing was saved, trying again is safe. */
export class Unavailable extends ApplicationError {
  override readonly name = 'Unavailable';
}
