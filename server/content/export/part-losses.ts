import type { Mistake } from '../mistake.ts';
import type { ExportableBody } from './exportable.ts';
import { feedbackStaysHere, hotspotAsMarker, rubricAsWords } from './notes.ts';

/** What Moodle has no place for in questions of several parts. */
export function tellTypeLosses(body: ExportableBody, tell: (mistake: Mistake) => void): void {
  if (body.type === 'matching') {
    for (const { id, feedback } of body.rows) if (feedback !== undefined) tell(feedbackStaysHere(id));
  }
  if (body.type === 'ordering' && body.feedback_wrong !== undefined) tell(feedbackStaysHere('feedback_wrong'));
  if (body.type === 'essay' || body.type === 'file') tell(rubricAsWords());
  if (body.type === 'hotspot') {
    tell(hotspotAsMarker());
    for (const { label, correct, feedback } of body.regions) if (!correct && feedback !== undefined) tell(feedbackStaysHere(`"${label}"`));
  }
}
