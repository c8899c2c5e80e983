import type { Viewer } from '../../web/viewer.ts';
import type { Administration } from '../administration.ts';
import { reachOf } from '../reach.ts';

/** The newest classes within reach, for a filter. */
export async function selectClasses({ classes }: Pick<Administration, 'classes'>, viewer: Viewer): Promise<{ readonly value: string; readonly text: string }[]> {
  const found = await classes.selectNewest(reachOf(viewer, undefined));
  return found.map(({ _id, name }) => ({ value: _id, text: name }));
}
