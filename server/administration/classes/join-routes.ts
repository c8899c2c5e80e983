import { z } from 'zod';
import { regionName } from '../../accounts/regions/regions.ts';
import { Invalid, NotFound } from '../../errors.ts';
import { courseAddress } from '../../learning/addresses.ts';
import { longDate } from '../../web/i18n/dates.ts';
import { page, redirect, type Reply } from '../../web/reply.ts';
import { route, signedIn, type Received, type Route } from '../../web/route.ts';
import type { Administration } from '../administration.ts';
import { courseTitle } from '../learner-result.ts';
import type { ClassRecord } from './class-model.ts';
import { closedBecause, joinClass, regionsOfClass, selectByCode } from './join-class.ts';

const JOIN_PATH = '/join';
/** A hall behind one Wi-Fi opens the same link within a minute; guessing 60 random bits at this rate leads nowhere. */
const PER_MINUTE = 600;
const LONGEST_CODE = 40;
/** Neither kept by a browser nor told to other sites. */
const SECRET = { headers: { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' } };

const typedCode = z.string().trim().max(LONGEST_CODE);
const params = z.object({ code: z.string().min(1).max(LONGEST_CODE) });
type Asked = Received<z.output<typeof params>, unknown, unknown>;

const addressOf = (code: string): string => `${JOIN_PATH}/${encodeURIComponent(code)}`;

/** What a learner has to know before saying yes. */
async function presentClass({ accounts, classes, learning }: Administration, found: ClassRecord, received: Asked) {
  const { viewer, language } = received;
  const course = learning.courses.course(found.course);
  const day = (text: string | undefined): string | undefined => text && longDate(new Date(`${text}T00:00:00+07:00`), language);
  const [organisations, own, member] = await Promise.all([
    accounts.organisations.selectSome(found.organisations),
    viewer && accounts.accounts.selectOptionalById(viewer.id),
    viewer && classes.selectOptionalMember(found._id, viewer.id),
  ]);
  const choices = regionsOfClass(found);
  return {
    name: found.name,
    course: course ? courseTitle(course, language) : found.course,
    courseHref: member ? courseAddress(found.course) : undefined,
    regions: found.regions.map(regionName),
    organisations: organisations.map(({ name }) => name),
    begins: day(found.begins),
    ends: day(found.ends),
    closed: member ? undefined : closedBecause(found),
    // Asked only of who has no confirmed region, where the class leaves a choice.
    choices: own && own.regionCode === undefined && choices.length > 1 ? choices.map(({ code, name }) => ({ value: code, text: name })) : [],
    confirms: own && own.regionCode === undefined && choices.length === 1 ? choices[0]?.name : undefined,
    stated: own?.statedRegion,
  };
}

async function showJoin(administration: Administration, received: Asked, problem?: Invalid): Promise<Reply> {
  const { params: asked, viewer, t } = received;
  const found = await selectByCode(administration, asked.code);
  const own = addressOf(asked.code);
  const fields = {
    title: t('Ikut angkatan'),
    class: await presentClass(administration, found, received),
    joinHref: viewer ? own : undefined,
    signInHref: `/sign-in?next=${encodeURIComponent(own)}`,
    signUpHref: `/sign-up?next=${encodeURIComponent(own)}`,
    values: problem ? Object(received.body) : {},
    errors: problem?.fields ?? {},
  };
  return page('administration/join', fields, { ...SECRET, status: problem ? 422 : 200 });
}

/** Typing a code, looking at whose class it is, and enrolling: only the last, a POST, changes anything. */
export const joinRoutes = (administration: Administration): readonly Route[] => [
  route({
    method: 'get',
    path: JOIN_PATH,
    access: 'everyone',
    perMinute: PER_MINUTE,
    query: z.object({ code: typedCode.optional().catch(undefined) }),
    handle: async ({ query, t }) => {
      const isKnown = query.code ? await selectByCode(administration, query.code).then(() => true, (problem: unknown) => { if (problem instanceof NotFound) return false; throw problem; }) : false;
      if (query.code && isKnown) return redirect(addressOf(query.code));
      const errors = query.code ? { code: 'Kode angkatan ini tidak dikenal atau sudah kedaluwarsa. Minta kode baru kepada penyelenggara.' } : {};
      return page('administration/join-code', { title: t('Ketik kode angkatan'), values: query, errors }, { ...SECRET, status: query.code ? 422 : 200 });
    },
  }),
  route({ method: 'get', path: `${JOIN_PATH}/:code`, access: 'everyone', perMinute: PER_MINUTE, params, handle: (received) => showJoin(administration, received) }),
  route({
    method: 'post',
    path: `${JOIN_PATH}/:code`,
    access: 'signed-in',
    perMinute: PER_MINUTE,
    mayBeSentAgain: true,
    params,
    body: z.object({ regionCode: z.string().max(20).optional() }),
    invalid: (problem, received) => showJoin(administration, received, problem),
    handle: async (received) => {
      const found = await selectByCode(administration, received.params.code);
      const admission = await joinClass(administration, found, signedIn(received).id, received.body.regionCode);
      return redirect(courseAddress(found.course), { text: admission === 'joined' ? 'Anda sudah masuk angkatan {name}. Mulailah dari pelajaran pertama.' : 'Anda sudah ada di angkatan {name}.', facts: { name: found.name } });
    },
  }),
];
