import { Schema } from 'mongoose';
import { defineModel } from '../../storage/storage.ts';

/** What a learner wrote beside a lesson; nobody else sees it. */
export interface NoteRecord {
  /** `learner:course:lesson` */
  _id: string;
  learner: string;
  course: string;
  lesson: string;
  text: string;
  /** When it was written; whoever changes it says which one was changed. */
  at: Date;
  schemaVersion: number;
}

const text = { type: String, required: true } as const;
const schema = new Schema<NoteRecord>(
  { _id: text, learner: text, course: text, lesson: text, text, at: { type: Date, required: true }, schemaVersion: { type: Number, default: 1 } },
  { versionKey: false, collection: 'lesson-notes' },
);
schema.index({ learner: 1, _id: 1 });

export const noteModel = defineModel('LessonNote', schema);
