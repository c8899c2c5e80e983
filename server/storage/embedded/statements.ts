import { channel } from 'node:diagnostics_channel';

/**
 * The text of each SQL statement, when a connection of this thread prepares it: whoever wants to read its plan
 * subscribes before the file is opened. While somebody listens, writing stays on this thread, so that he hears it all.
 */
export const statements = channel('bimtek:sqlite:statement');
