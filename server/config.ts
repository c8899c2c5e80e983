import { delimiter, join, resolve } from 'node:path';
import { z } from 'zod';

/**
 * The only reader of `process.env`. Every fault is reported at once. `docs/operators.md` and the README's table
 * describe the same names; a test compares them.
 */
const wholeNumber = (from: number, to: number) => z.coerce.number().int().min(from).max(to);

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('production'),
  PORT: wholeNumber(0, 65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  BASE_URL: z
    .url({ protocol: /^https?$/, hostname: /.+/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  DATA_DIR: z.string().min(1).default('data'),
  COURSES_DIR: z.string().default(''),
  KEYS_DIR: z.string().default(''),
  PLUGINS: z.string().default(''),
  LANGUAGES_DIR: z.string().default(''),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  SESSION_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  OFFLINE: z.enum(['on', 'off']).default('on'),
  WEB_CONCURRENCY: wholeNumber(1, 64).default(1),
  MEMORY: z.enum(['usual', 'small']).default('usual'),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
});

/** The primary tells each worker its number (`primary.ts`); nobody else sets this. */
export const WORKER_VARIABLE = 'BIMTEK_WORKER';

const sampleSecrets = ['changeme', 'secret', 'keyboard cat', 'please-change-me'];

export interface Config {
  readonly mode: 'development' | 'test' | 'production';
  readonly port: number;
  readonly host: string;
  /** Without a slash at the end; undefined: not set, addresses are made from the request. */
  readonly baseUrl: string | undefined;
  /** How many proxies in front of us may be believed. */
  readonly trustProxy: number;
  readonly dataDir: string;
  /** Folders of courses, first wins. */
  readonly coursesDirs: readonly string[];
  /** Where the keys lie that sign certificates, see `certification/keys`. */
  readonly keysDir: string;
  /** npm packages or folders that bring question types. */
  readonly plugins: readonly string[];
  /** A folder of files that add languages to the pages. */
  readonly languagesDir: string | undefined;
  readonly mongodbUri: string | undefined;
  readonly sessionSecret: string | undefined;
  /** Whether phones keep lessons; `off` makes those that did forget them. */
  readonly offline: boolean;
  /** Processes that serve the port together; 1: this one alone. */
  readonly workers: number;
  /** Which of them this is, from 1; undefined: none of several. */
  readonly worker: number | undefined;
  /** Whether to spend time for a smaller heap (`main.ts`). */
  readonly isMemorySmall: boolean;
  readonly logLevel: string;
}

/** All faults of the environment, each with the variable's name. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The environment has ${faults.length} fault(s):\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** An empty variable counts as one that is not set: that is how `.env` files switch things off. */
const withoutEmpty = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));

const pluginNames = (list: string): string[] => list.split(',').map((name) => name.trim()).filter((name) => name !== '');

/** For commands that need nothing else of the environment. */
export const readPluginNames = (env: NodeJS.ProcessEnv = process.env): string[] => pluginNames(env.PLUGINS ?? '');

export function readConfig(env: NodeJS.ProcessEnv = process.env, root = process.cwd()): Config {
  const parsed = environment.safeParse(withoutEmpty(env));
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const secret = env.SESSION_SECRET;
  if (env.MONGODB_URI && (env.NODE_ENV ?? 'production') === 'production' && !secret) {
    faults.push('SESSION_SECRET: must be given in production with MONGODB_URI, the same for every process');
  }
  if (secret && sampleSecrets.some((sample) => secret.toLowerCase().includes(sample))) {
    faults.push('SESSION_SECRET: is a sample; make one with: openssl rand -base64 48');
  }
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const values = parsed.data;
  const own = values.COURSES_DIR.split(delimiter).filter((folder) => folder !== '');
  return {
    mode: values.NODE_ENV,
    port: values.PORT,
    host: values.HOST,
    baseUrl: values.BASE_URL,
    trustProxy: values.TRUST_PROXY,
    dataDir: resolve(root, values.DATA_DIR),
    coursesDirs: (own.length > 0 ? own : ['courses']).map((folder) => resolve(root, folder)),
    keysDir: resolve(root, values.KEYS_DIR || join(values.DATA_DIR, 'secrets', 'keys')),
    plugins: pluginNames(values.PLUGINS),
    languagesDir: values.LANGUAGES_DIR ? resolve(root, values.LANGUAGES_DIR) : undefined,
    mongodbUri: values.MONGODB_URI,
    sessionSecret: secret,
    offline: values.OFFLINE === 'on',
    workers: values.WEB_CONCURRENCY,
    worker: env[WORKER_VARIABLE] === undefined ? undefined : Number(env[WORKER_VARIABLE]),
    isMemorySmall: values.MEMORY === 'small',
    logLevel: values.LOG_LEVEL,
  };
}
