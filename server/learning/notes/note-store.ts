import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../../storage/duplicate-key.ts';
import { selectOptionalById } from '../../storage/storage.ts';
import { noteModel, type NoteRecord } from './note-model.ts';

export type NoteStore = ReturnType<typeof createNoteStore>;

const noteId = (learner: string, course: string, lesson: string): string => `${learner}:${course}:${lesson}`;

export function createNoteStore(connection: Connection) {
  const notes = noteModel(connection);
  return {
    selectOptional: (learner: string, course: string, lesson: string): Promise<NoteRecord | undefined> => selectOptionalById(notes, noteId(learner, course, lesson)),

    /** All of a learner's, in the order of courses and lessons' names: at most one for each lesson there is. */
    async selectOfLearner(learner: string): Promise<NoteRecord[]> {
      return notes.find({ learner }).sort({ _id: 1 }).lean();
    },

    /**
     * Writes a note, or takes it away where `text` is empty. `known`: when the one that was changed had been written (undefined: there was
     * none). False: another device was faster, and nothing is changed.
     */
    async write(learner: string, course: string, lesson: string, text: string, known: Date | undefined): Promise<boolean> {
      const _id = noteId(learner, course, lesson);
      if (text === '') {
        const { deletedCount } = known ? await notes.deleteOne({ _id, at: known }) : { deletedCount: 0 };
        return deletedCount > 0 || (await selectOptionalById(notes, _id)) === undefined;
      }
      if (known) {
        const { matchedCount } = await notes.updateOne({ _id, at: known }, { $set: { text, at: new Date() } });
        return matchedCount > 0;
      }
      try {
        await notes.create({ _id, learner, course, lesson, text, at: new Date(), schemaVersion: 1 });
        return true;
      } catch (problem) {
        if (!isDuplicateKey(problem)) throw problem;
        return false;
      }
    },

    /** Everything that a learner wrote, when the account goes. */
    async removeOfLearner(learner: string): Promise<void> {
      await notes.deleteMany({ learner });
    },
  };
}
