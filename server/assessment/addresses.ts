/** Where things of this room stand; courses, lessons and quizzes stand where `learning/addresses.ts` says. */
export const attemptAddress = (attempt: string): string => `/attempts/${attempt}`;
export const allQuestionsAddress = (attempt: string): string => `/attempts/${attempt}/questions`;
export const questionAddress = (attempt: string, number: number): string => `/attempts/${attempt}/questions/${number}`;
export const confirmAddress = (attempt: string): string => `/attempts/${attempt}/confirm`;
export const finishAddress = (attempt: string): string => `/attempts/${attempt}/finish`;
export const resultAddress = (attempt: string): string => `/attempts/${attempt}/result`;
export const reportAddress = (attempt: string, number: number): string => `/attempts/${attempt}/questions/${number}/report`;
/** An attempt with all its questions, as a phone takes it along. */
export const offlineQuizAddress = (attempt: string): string => `/attempts/${attempt}/offline`;
/** Where files are sent for a question, and where those that were sent begin. */
export const filesAddress = (attempt: string, number: number): string => `${questionAddress(attempt, number)}/files`;
export const fileBase = (attempt: string, question: string): string => `/attempts/${attempt}/files/${question}/`;

/** Where a question is answered, on a page of its own or among all. */
export const answerAddress = (attempt: string, number: number, layout: 'one' | 'all'): string =>
  layout === 'one' ? questionAddress(attempt, number) : `${allQuestionsAddress(attempt)}#soal-${number}`;
