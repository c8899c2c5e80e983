import { z } from 'zod';
import { NotFound } from '../errors.ts';
import { page } from '../web/reply.ts';
import { route, signedIn, type Route } from '../web/route.ts';
import type { Certification } from './certification.ts';
import { presentEvidence } from './evidence-presenter.ts';
import { mayDownload } from './policy.ts';
import { parseSerial } from './serial.ts';

const LONGEST_TYPED = 200;

export const evidenceAddress = (serial: string): string => `/certificates/${serial}/evidence`;

/** Which answers proved which unit: for the holder, and for those who answer for the certificate. */
export const evidenceRoutes = ({ certificates, evidence }: Certification): readonly Route[] => [
  route({
    method: 'get',
    path: '/certificates/:serial/evidence',
    access: 'signed-in',
    params: z.object({ serial: z.string().max(LONGEST_TYPED) }),
    handle: async (received) => {
      const parsed = parseSerial(received.params.serial);
      const certificate = parsed.wellFormed ? await certificates.selectOptionalBySerial(parsed.key) : undefined;
      if (!certificate || !mayDownload(signedIn(received), certificate)) throw new NotFound('Sertifikat ini tidak ada.');
      const { quizzes } = await evidence.standingOf(certificate.learner, certificate.course);
      const passed = new Set(Object.entries(quizzes).flatMap(([id, quiz]) => (quiz.passed ? [id] : [])));
      const units = await evidence.of(certificate);
      return page('certification/evidence', presentEvidence({ certificate, units, passed }, received), { headers: { 'Cache-Control': 'private, no-store' } });
    },
  }),
];
