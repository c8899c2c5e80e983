import { setTimeout as pause } from 'node:timers/promises';
import { drawInThread } from '../../server/certification/draw-in-thread.ts';
import { certificateTemplates } from '../../server/certification/pdf/certificate-templates.ts';

/** A command that has nothing to do but to wait for a paper, as an export has between two files. Prints how long the paper is. */
const POLL_MS = 20;
const drawing = { record: certificateTemplates.klasik.example, pictures: { logo: undefined, signatures: [] }, files: [] };
while (!(await drawInThread(drawing))) await pause(POLL_MS);
void drawInThread(drawing).then((drawn) => console.log(`drawn ${drawn?.length}`));
