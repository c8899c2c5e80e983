/** Somebody who is signed in: what a browser sends along. */
export interface Learner {
  readonly name: string;
  readonly cookie: string;
  readonly csrf: string;
  get(path: string): Promise<string>;
  /** As the enhancement script sends forms; gives where it leads, if it does. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<string | undefined>;
}

const tokenIn = (html: string): string => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** Letters only: a printed name has no digits. */
const letters = (number: number): string => String(number).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));

/** `address`: where the learner seems to come from, for a server that trusts one proxy: sign-ups are limited by address. */
export async function signUp(origin: string, number: number, address?: string): Promise<Learner> {
  let cookie = '';
  let csrf = '';
  const request = async (path: string, init: Omit<RequestInit, 'headers'>): Promise<Response> => {
    const response = await fetch(origin + path, { ...init, redirect: 'manual', headers: { cookie, ...(address !== undefined && { 'x-forwarded-for': address }) } });
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    if (response.status >= 400) throw new Error(`${path}: ${response.status} ${(await response.text()).slice(0, 500)}`);
    return response;
  };
  const get = async (path: string): Promise<string> => {
    const html = await (await request(path, {})).text();
    csrf = tokenIn(html) || csrf;
    return html;
  };
  const post = async (path: string, fields: Readonly<Record<string, string>>): Promise<string | undefined> => {
    const response = await request(path, { method: 'POST', body: new URLSearchParams({ _csrf: csrf, ...fields }) });
    await response.arrayBuffer();
    return response.headers.get('location') ?? undefined;
  };
  const name = `Siti Aminah ${letters(number)}`;
  await get('/sign-up');
  await post('/sign-up', {
    name, userName: `siti${number}`, password: 'lumbung padi pagi', regionCode: '32.75', village: 'Bojong Rawalumbu', consent: 'yes',
  });
  await get('/account');
  return { name, cookie, csrf, get, post };
}

/** Learners enrolled in a course. */
export async function enrolled(origin: string, count: number, course: string): Promise<Learner[]> {
  const learners: Learner[] = [];
  for (let number = 0; number < count; number++) {
    const learner = await signUp(origin, number);
    await learner.post(`/courses/${course}/enrol`, {});
    learners.push(learner);
  }
  return learners;
}
