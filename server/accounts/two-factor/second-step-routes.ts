import { z } from 'zod';
import { Invalid } from '../../errors.ts';
import { redirect } from '../../web/reply.ts';
import { route, type Received, type Route } from '../../web/route.ts';
import { localPath } from '../account-forms.ts';
import type { Accounts } from '../accounts.ts';
import { letIn, secondStepPage } from './enter.ts';
import { takeSecondStep } from './second-step.ts';

const TRIES_PER_MINUTE = 120;
const LONGEST_TYPED = 40;

const secondStepForm = z.object({
  ticket: z.string().max(LONGEST_TYPED),
  code: z.string('Isi kodenya.').trim().min(1, 'Isi kodenya.').max(LONGEST_TYPED, 'Kode ini terlalu panjang.'),
  next: localPath,
});

const WRONG = 'Kode ini tidak cocok. Periksa jam ponsel Anda, atau pakai kode cadangan.';
const USED = 'Kode ini sudah dipakai. Tunggu kode berikutnya, paling lama 30 detik.';
const WAIT = 'Terlalu banyak percobaan. Tunggu {seconds} detik, lalu coba lagi.';

const typedIn = (received: Received<unknown, unknown, unknown>): { ticket: string; next: string | undefined } => {
  const typed = z.object({ ticket: z.string().catch(''), next: localPath }).safeParse(received.body).data;
  return { ticket: typed?.ticket ?? '', next: typed?.next };
};

/** The second step of signing in, after the password. */
export const secondStepRoutes = (parts: Accounts): readonly Route[] => [
  // Whoever goes back to the page begins anew, at the door if need be.
  route({ method: 'get', path: '/sign-in/second-step', access: 'everyone', handle: () => redirect('/learn') }),
  route({
    method: 'post',
    path: '/sign-in/second-step',
    access: 'everyone',
    perMinute: TRIES_PER_MINUTE,
    body: secondStepForm,
    invalid: (problem, received) => secondStepPage(received, typedIn(received).ticket, typedIn(received).next, problem.fields),
    handle: async (received) => {
      const { ticket: text, code, next } = received.body;
      const { accounts, codes, throttle, twoFactor } = parts;
      const ticket = await codes.selectOptionalUsable(text, 'second-step');
      const account = ticket?.account === undefined ? undefined : await accounts.selectOptionalById(ticket.account);
      if (!ticket || !account) return redirect('/sign-in', { text: 'Waktunya habis. Masuk sekali lagi dengan kata sandi.', tone: 'attention' });
      const [key, address] = [`second-step:${account._id}`, received.http.ip ?? 'unknown'];
      const seconds = await throttle.secondsUntilTry(key, address, 'second-step');
      if (seconds > 0) throw new Invalid(WAIT, { code: WAIT }, { seconds });
      const outcome = await takeSecondStep(twoFactor, account._id, code, new Date());
      if (outcome !== 'right') throw new Invalid('Langkah kedua belum benar.', { code: outcome === 'used' ? USED : WRONG });
      await throttle.forget(key, address);
      if (!(await codes.redeem(ticket))) return redirect('/sign-in');
      return letIn(parts, received, account, next ?? '/learn');
    },
  }),
];
