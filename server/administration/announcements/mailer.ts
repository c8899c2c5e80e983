/** How mail leaves, where the operator has set a server for it. */
export interface MailSettings {
  /** `smtp://user:password@host:port`, or `smtps://`. */
  readonly url: string;
  readonly from: string;
}

export interface Mail {
  /** Names the message, so that a server which gets it twice may know. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** `fault`: a code, without what stood in the mail. `forGood`: trying again changes nothing. */
export type Sent = { readonly ok: true } | { readonly ok: false; readonly fault: string; readonly forGood: boolean };

export interface Mailer {
  send(mail: Mail): Promise<Sent>;
}

const LONGEST_WAIT_MS = 20_000;
/** From here on a server's refusal stands (RFC 5321, 4.2.1). */
const FIRST_PERMANENT_REPLY = 500;

const faultOf = (problem: unknown): { fault: string; forGood: boolean } => {
  const { responseCode, code } = typeof problem === 'object' && problem !== null ? (problem as { responseCode?: unknown; code?: unknown }) : {};
  // Who may not sign in, or speaks to no server, will be let in once the operator has seen to it.
  const isRecipient = code === 'EENVELOPE' || code === 'EMESSAGE';
  const refused = typeof responseCode === 'number' && responseCode >= FIRST_PERMANENT_REPLY && isRecipient;
  const fault = [responseCode, code].find((one) => typeof one === 'number' || typeof one === 'string');
  return { fault: `${fault ?? 'unknown'}`, forGood: refused };
};

/** One connection for what goes out together; it closes itself. */
export async function openMailer({ url, from }: MailSettings): Promise<Mailer & { close(): void }> {
  // Read when the first mail goes out: most installations send none.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({ url, pool: true, maxConnections: 1, connectionTimeout: LONGEST_WAIT_MS, greetingTimeout: LONGEST_WAIT_MS, socketTimeout: LONGEST_WAIT_MS, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text, messageId: id, headers: { 'Auto-Submitted': 'auto-generated' } });
        return { ok: true };
      } catch (problem) {
        return { ok: false, ...faultOf(problem) };
      }
    },
    close: () => transport.close(),
  };
}
