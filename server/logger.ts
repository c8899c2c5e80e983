import { pino, type Logger } from 'pino';

/** Lines of JSON on standard output; what is secret is blotted out. */
export const createLogger = (level: string): Logger =>
  pino({ level, redact: ['req.headers.cookie', 'req.headers.authorization', '*.password', '*.code', '*.token'] });
