const LOST_UPDATES = 'it reads, then writes: concurrent updates can be lost';
const NO_KEY_PATTERN = 'its errors have no keyPattern';

const LISTS_IN_LISTS = 'it keeps no list inside a list, as the journal of a class’s counters is';

type Reasons = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** By server: tests that it cannot be judged by, with the reason. MongoDB's manual is followed instead. */
export const NOT_RUN: Reasons = {
  mongodb: {},
  ferretdb: {
    'a duplicate names its key': NO_KEY_PATTERN,
    'a duplicate names its index': NO_KEY_PATTERN,
    '$push with $each, $position, $sort and $slice': 'it passes over $sort and $slice',
    '$pull by a condition': 'it takes the condition for a value',
    'findOneAndUpdate gives the fields that were asked for': 'it has no projection there and says so',
    'refuse a change that leads to the same key': 'it refuses with code 1',
    'take null and missing for one value': 'its unique indexes let null repeat',
    'increments add up': LOST_UPDATES,
    'of many who want one _id, one gets it': 'concurrency is not its to judge',
    'of many who redeem, one succeeds': LOST_UPDATES,
    'listens to few guesses, also when they come side by side, and to the owner soon after': LOST_UPDATES,
    'gives a try to one of those who ask at the same moment': LOST_UPDATES,
    'are all acknowledged and none lost when they arrive at the same moment': LOST_UPDATES,
    'graded are exactly those that were acknowledged before the end, in a race of both': LOST_UPDATES,
    'ends at the limit, until a trainer grants another attempt with a reason': LOST_UPDATES,
    'starts once however often the button is pressed, and ends once': LOST_UPDATES,
    'when twenty requests race': LOST_UPDATES,
    'when two processes race over one database': LOST_UPDATES,
    'never takes away the last administrator of everything, also when two take it from each other at once': LOST_UPDATES,
    'hold a logo that everybody can see, and refuse what is no picture': 'it drops an empty list from $setOnInsert',
  },
};

/** By server: whole files that it is not asked, with the reason. */
export const NOT_ASKED: Reasons = {
  mongodb: {},
  ferretdb: {
    'test/storage/processes.test.ts': 'a race needs a server whose updates are atomic',
    'test/storage/plans.test.ts': 'only a filter on _id alone uses an index there',
    'test/storage/migrations.test.ts': 'their lock needs a server whose updates are atomic',
    'test/storage/crash.test.ts': 'whether it is durable is not its to judge',
    'test/storage/crash-application.test.ts': 'whether it is durable is not its to judge',
    'test/storage/durability.test.ts': 'whether it is durable is not its to judge',
    'test/storage/faults.test.ts': "the faults are those of the embedded engine's file",
    'test/storage/unsupported.test.ts': 'it tells what the embedded engine does not have',
    'test/administration/following/counting.test.ts': LISTS_IN_LISTS,
    'test/administration/following/pages.test.ts': LISTS_IN_LISTS,
    'test/administration/following/live.test.ts': LISTS_IN_LISTS,
    'test/administration/closing.test.ts': LISTS_IN_LISTS,
  },
};
