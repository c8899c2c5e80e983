import { buildFerretdb, isFerretdbBuilt, isGoThere, startFerretdb } from './ferretdb.ts';

const LONGEST_REASON = 200;

export type ServerToTest =
  | { readonly name: 'mongodb' | 'ferretdb'; readonly uri: string; stop(): Promise<void> }
  /** Why there is none, and whether there should have been one. */
  | { readonly notRun: string; readonly isExpected: boolean };

/** A server that speaks MongoDB's protocol: the one that MONGODB_URI names, else FerretDB, which is built where Go is there. */
export async function openServer(): Promise<ServerToTest> {
  const { MONGODB_URI: uri } = process.env;
  if (uri) return { name: 'mongodb', uri, stop: async () => {} };
  if (!(await isFerretdbBuilt()) && !(await isGoThere())) return { notRun: 'engine ferretdb: not run, since there is no Go on this machine', isExpected: false };
  try {
    await buildFerretdb();
    return { name: 'ferretdb', ...(await startFerretdb()) };
  } catch (problem) {
    return { notRun: `engine ferretdb: not run, since it could not be built: ${String(problem).slice(0, LONGEST_REASON)}`, isExpected: true };
  }
}
