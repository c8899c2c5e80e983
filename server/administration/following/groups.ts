import { NO_REGION } from './follow-model.ts';

/** Regions of a group's sum. */
export const WHOLE = '';

export const classGroup = (id: string): string => `class/${id}`;
export const classRegionsGroup = (id: string): string => `class/${id}/regions`;
export const courseGroup = (course: string): string => `course/${course}`;
export const provincesGroup = (course: string): string => `course/${course}/provinces`;
export const regenciesGroup = (course: string, province: string): string => `course/${course}/${province}`;

/** The kabupaten or kota that a code lies in, and its province; what is shorter or none stays as it is. */
export const regencyOf = (code: string): string => code.split('.').slice(0, 2).join('.');
export const provinceOf = (code: string): string => code.split('.')[0] ?? code;

/** The counters that a member of a class counts in. */
export const countersOf = (classId: string, course: string, region: string): { readonly group: string; readonly region: string }[] => [
  { group: classGroup(classId), region: WHOLE },
  { group: classRegionsGroup(classId), region },
  { group: courseGroup(course), region: WHOLE },
  ...(region === NO_REGION
    ? []
    : [
        { group: provincesGroup(course), region: provinceOf(region) },
        { group: regenciesGroup(course, provinceOf(region)), region: regencyOf(region) },
      ]),
];
