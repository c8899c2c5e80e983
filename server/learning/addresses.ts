/** Where things of this room stand. */
export const courseAddress = (course: string): string => `/courses/${course}`;
export const lessonAddress = (course: string, lesson: string): string => `/courses/${course}/lessons/${lesson}`;
export const searchAddress = (course: string): string => `/courses/${course}/search`;
export const glossaryAddress = (course: string): string => `/courses/${course}/glossary`;
export const quizAddress = (course: string, quiz: string): string => `/courses/${course}/quizzes/${quiz}`;
export const reportLessonAddress = (course: string, lesson: string): string => `${lessonAddress(course, lesson)}/report`;
export const noteAddress = (course: string, lesson: string): string => `${lessonAddress(course, lesson)}/note`;
export const bookmarkAddress = (course: string, lesson: string): string => `${lessonAddress(course, lesson)}/bookmark`;
