import type { AuditFacts } from '../../web/audit.ts';

interface Action {
  /** Its name in the record, which outlives the addresses. */
  readonly name: string;
  /** Fields of the form that are worth keeping: choices and codes, never what a person wrote. */
  readonly facts?: readonly string[];
}

/** What staff does, by the route that does it. What is not named here is recorded under its address; a test asks for a name. */
const byRoute: Readonly<Record<string, Action>> = {
  'post /admin/users': { name: 'account-made', facts: ['role', 'regionCode', 'scope'] },
  'post /admin/users/:account/role': { name: 'role-changed', facts: ['role', 'scope'] },
  'post /admin/users/:account/reset-code': { name: 'reset-code-issued' },
  'post /admin/users/:account/sessions/end': { name: 'sessions-ended' },
  'post /admin/security': { name: 'security-changed', facts: ['staff'] },
  'post /admin/users/:account/two-factor/reset': { name: 'two-factor-reset' },
  'post /admin/users/:account/merge': { name: 'accounts-merged' },
  'post /admin/users/:account/name': { name: 'name-corrected' },
  'post /admin/users/:account/erase': { name: 'account-erased' },
  'post /admin/classes': { name: 'class-made', facts: ['course', 'regionCode'] },
  'post /admin/classes/:class/edit': { name: 'class-edited' },
  'post /admin/classes/:class/certificate': { name: 'class-paper-changed' },
  'post /admin/classes/:class/code': { name: 'class-code-made' },
  'post /admin/classes/:class/code/withdraw': { name: 'class-code-withdrawn' },
  'post /admin/classes/:class/move': { name: 'members-moved' },
  'post /admin/classes/:class/members': { name: 'member-added' },
  'post /admin/classes/:class/remove/confirmed': { name: 'members-removed' },
  'post /admin/classes/:class/reset-codes': { name: 'reset-codes-issued' },
  'post /admin/classes/:class/rosters/:roster/answers': { name: 'roster-answered' },
  'post /admin/classes/:class/rosters/:roster/answers/all': { name: 'roster-answered', facts: ['all'] },
  'post /admin/classes/:class/rosters/:roster/organisations': { name: 'roster-answered' },
  'post /admin/classes/:class/rosters/:roster/undo': { name: 'roster-undone' },
  'post /admin/classes/:class/rosters/:roster/discard': { name: 'roster-discarded' },
  'post /admin/organisations': { name: 'organisation-made', facts: ['regionCode'] },
  'post /admin/organisations/:organisation': { name: 'organisation-changed', facts: ['regionCode'] },
  'post /admin/organisations/:organisation/state': { name: 'organisation-changed', facts: ['state'] },
  'post /admin/users/unconfirmed': { name: 'region-confirmed' },
  'post /admin/users/:account/region': { name: 'region-confirmed', facts: ['regionCode'] },
  'post /admin/users/:account/organisation': { name: 'organisation-set', facts: ['organisation'] },
  'post /admin/classes/:class/state': { name: 'class-state-changed', facts: ['state'] },
  'post /admin/classes/:class/codes': { name: 'code-sheet-made' },
  'post /admin/classes/:class/rosters': { name: 'roster-uploaded' },
  'post /admin/classes/:class/rosters/:roster/apply': { name: 'roster-applied' },
  'post /admin/certificates/:serial/revoke': { name: 'certificate-revoked' },
  'post /admin/certificates/:serial/suspend': { name: 'certificate-suspended' },
  'post /admin/certificates/:serial/reinstate': { name: 'certificate-reinstated' },
  'post /admin/certificates/:serial/reissue': { name: 'certificate-reissued' },
  'post /admin/certificates/bundles': { name: 'certificates-downloaded' },
  'post /admin/certificates/bundles/:bundle/again': { name: 'certificates-downloaded' },
  'post /admin/contacts/:course': { name: 'contact-changed' },
  'post /admin/settings': { name: 'settings-changed' },
  'post /admin/regrades': { name: 'regrade-previewed', facts: ['course'] },
  'post /admin/regrades/:id/apply': { name: 'regrade-applied' },
  'post /admin/regrades/:id/undo': { name: 'regrade-undone' },
  'post /admin/results/:learner/:course/grant': { name: 'attempt-granted', facts: ['quiz'] },
  'post /admin/results/:learner/:course/extra-time': { name: 'extra-time-given', facts: ['percent'] },
  'post /admin/reports/:id': { name: 'report-answered', facts: ['state'] },
  'post /admin/marking/:marking': { name: 'answer-marked' },
  'get /admin/marking/:marking/files/:file': { name: 'answer-file-read' },
  'post /admin/classes/:class/closing/minutes': { name: 'class-minutes-made' },
  'post /admin/classes/:class/announcements': { name: 'announcement-made' },
  'post /admin/classes/:class/announcements/:announcement/withdraw': { name: 'announcement-withdrawn' },
  'post /admin/uploads': { name: 'course-uploaded' },
  'post /admin/uploads/:package': { name: 'course-replaced' },
  'get /admin/classes/:class/closing/results': { name: 'results-downloaded' },
  'get /admin/classes/:class/closing/certificates.zip': { name: 'certificates-downloaded' },
  'get /admin/results/export.csv': { name: 'results-downloaded' },
  'get /admin/certificates/export.csv': { name: 'certificates-downloaded' },
  'get /admin/certificates/export.zip': { name: 'certificates-downloaded' },
  'get /admin/audit/export.csv': { name: 'audit-downloaded' },
  'get /admin/audit/export.jsonl': { name: 'audit-downloaded' },
};

/** What leaves no entry. */
export const NOT_RECORDED: ReadonlySet<string> = new Set([
  // Looks at a file of questions; nothing is changed, and it holds nobody's data.
  'post /admin/import',
  // Asks whether these are meant; nothing is changed.
  'post /admin/classes/:class/remove',
  // Tries a quiz, which leaves no trace.
  'post /admin/preview/:course/quizzes/:quiz',
  // Gives the trainer's own file of questions back.
  'get /admin/import/:mark/:name',
]);

/** What handlers and the server name themselves. */
const named = ['two-factor-on', 'two-factor-off', 'sign-in', 'member-removed', 'account-erased', 'data-downloaded', 'keys-rotated', 'code-used', 'regrade-applied', 'regrade-undone'] as const;

/** Every name, for the list's filter. */
export const ACTION_NAMES: readonly string[] = [...new Set([...Object.values(byRoute).map(({ name }) => name), ...named])].toSorted();

export const isNamed = (route: string): boolean => Object.hasOwn(byRoute, route);

export const nameOf = (action: string): string => (Object.hasOwn(byRoute, action) ? byRoute[action]?.name : undefined) ?? action;

const isFact = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);
const LONGEST_FACT = 200;

/** Of a form that was found right, what this action keeps of it. */
export function factsIn(action: string, form: unknown): AuditFacts {
  const wanted = (Object.hasOwn(byRoute, action) ? byRoute[action]?.facts : undefined) ?? [];
  const given: Readonly<Record<string, unknown>> = typeof form === 'object' && form !== null ? { ...form } : {};
  return Object.fromEntries(
    wanted.flatMap((field): [string, string | number | boolean][] => {
      const value = Array.isArray(given[field]) ? given[field].join(',') : given[field];
      if (!isFact(value)) return [];
      return [[field, typeof value === 'string' ? value.slice(0, LONGEST_FACT) : value]];
    }),
  );
}
