import type { Invalid } from '../errors.ts';
import { page, type Reply } from '../web/reply.ts';
import type { Received } from '../web/route.ts';

/** What was typed, so that nothing is lost; passwords are never written into a page. */
export const typed = (received: Received<unknown, unknown, unknown>): Record<string, unknown> => {
  const { password: _password, current: _current, ...values } = (received.body ?? {}) as Record<string, unknown>;
  return values;
};

/** The form once more, with what was typed and what to write instead. */
export const again = (
  view: string,
  fields: Record<string, unknown>,
  problem: Invalid,
  received: Received<unknown, unknown, unknown>,
): Reply => page(view, { ...fields, values: typed(received), errors: problem.fields }, { status: 422 });
