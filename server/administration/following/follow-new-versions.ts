import type { Following } from './following.ts';

const PAGE = 500;
/** What is counted of a member; another one is looked for by looking at everybody again. `2`: answers that wait to be marked. */
const SHAPE = '2';

/** Marks every member of this course's classes; they stand side by side, class after class. */
async function markCourse({ follows, classes }: Following, course: string): Promise<void> {
  const courses = new Map<string, string | undefined>();
  for (let last: string | undefined; ; ) {
    const page = await follows.selectPage(last, PAGE);
    for (const { class: classId } of page) if (!courses.has(classId)) courses.set(classId, (await classes.selectOptionalClass(classId))?.course);
    const marked = page.filter((record) => courses.get(record.class) === course).map(({ _id }) => _id);
    if (marked.length > 0) await follows.markNow(marked);
    last = page.at(-1)?._id;
    if (page.length < PAGE) return;
  }
}

/** Once: classes of before this was kept are followed from now on. */
async function followAll({ follows, classes }: Following): Promise<void> {
  for (let last: string | undefined; ; ) {
    const page = await classes.selectPageOfAll(last, PAGE);
    const byClass = new Map<string, string[]>();
    for (const member of page) byClass.set(member.class, [...(byClass.get(member.class) ?? []), member.learner]);
    for (const [classId, learners] of byClass) await follows.aroundMembers(classId, learners, () => Promise.resolve());
    last = page.at(-1)?._id;
    if (page.length < PAGE) return;
  }
}

/**
 * Looks at the members of a course anew when it has another version: modules may have come or gone. The version is kept after all are
 * marked, so that one who dies in between begins again.
 */
export async function followNewVersions(following: Following): Promise<void> {
  const courses = following.learning.courses.courses();
  const known = await following.counters.selectVersions(courses.map(({ id }) => id));
  if (known.size === 0) await followAll(following);
  for (const { id, version } of courses) {
    const looked = `${version}+${SHAPE}`;
    if (known.get(id) === looked) continue;
    if (known.has(id)) await markCourse(following, id);
    await following.counters.rememberVersion(id, looked);
  }
}
