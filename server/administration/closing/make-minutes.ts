import { regionName } from '../../accounts/regions/regions.ts';
import { inLanguage } from '../../content/course.ts';
import { translateTo } from '../../web/i18n/translate.ts';
import type { Administration } from '../administration.ts';
import { regionsInWords } from '../classes/class-list.ts';
import type { ClassRecord } from '../classes/class-model.ts';
import { courseOf } from '../following/class-following.ts';
import { presentFunnel } from '../following/following-presenter.ts';
import { atPlace, membersIn } from '../following/funnel.ts';
import type { WithinClass } from '../following/at-place.ts';
import { placesOf } from '../following/place.ts';
import type { Sums } from '../following/sums.ts';
import { streamClass, type ClassResult } from './class-results.ts';
import type { MinutesForm } from './minutes-form.ts';
import { missingWords } from './missing-words.ts';
import type { Minutes, Person } from './minutes/minutes.ts';

/** Minutes are in Indonesian, whoever asks. */
const t = translateTo('id');
const LANGUAGE = 'id';

const byName = (a: ClassResult, b: ClassResult): number => (a.account.nameKey < b.account.nameKey ? -1 : a.account.nameKey > b.account.nameKey ? 1 : 0);

/** What the minutes of a class say as of now. */
export async function makeMinutes(administration: Administration, found: ClassRecord, within: WithinClass, { whole }: Sums, form: MinutesForm): Promise<Minutes> {
  const course = courseOf(administration, found);
  const { issuerLines, place } = await administration.certification.settings.select();
  const everybody: ClassResult[] = [];
  if (form.names) for await (const result of streamClass(administration, within, course, placesOf(course))) everybody.push(result);
  everybody.sort(byName);
  const person = ({ account }: ClassResult, note: string): Person => ({ name: account.name, region: form.regions ? (account.regionCode ? regionName(account.regionCode) : '') : undefined, note });
  const isCertified = (result: ClassResult): boolean => result.place === 'certified';
  return {
    issuer: issuerLines,
    number: form.number,
    day: form.day,
    from: form.from,
    to: form.to,
    place: form.place ?? place,
    course: inLanguage(course.title, LANGUAGE),
    className: found.name,
    region: found.regions.length > 0 ? regionsInWords(found.regions) : undefined,
    counts: presentFunnel(course, whole, { t, language: LANGUAGE }).map(({ label, reached }) => ({ label, count: reached })),
    members: membersIn(whole),
    certified: atPlace(whole, 'certified'),
    signatories: [{ office: form.office1 ?? '', name: form.name1 ?? '' }, { office: form.office2 ?? '', name: form.name2 ?? '' }].filter(({ office, name }) => office !== '' || name !== ''),
    lists: form.names
      ? {
          certified: everybody.filter(isCertified).map((result) => person(result, result.certificate?.serial ?? '')),
          open: everybody.filter((result) => !isCertified(result)).map((result) => person(result, missingWords(course, result.missing, t).join('; '))),
        }
      : undefined,
  };
}
