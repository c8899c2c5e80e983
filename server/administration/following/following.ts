import type { AccountStore } from '../../accounts/account-store.ts';
import type { Assessment } from '../../assessment/assessment.ts';
import type { Certification } from '../../certification/certification.ts';
import type { ExamDoors } from '../../learning/standing.ts';
import type { Learning } from '../../learning/learning.ts';
import type { ClassStore } from '../classes/class-store.ts';
import type { FollowCounterStore } from './counter-store.ts';
import type { FollowStore } from './follow-store.ts';

/** What it takes to know where a member of a class stands. */
export interface FollowSources {
  readonly accounts: Pick<AccountStore, 'selectByIds'>;
  readonly classes: Pick<ClassStore, 'selectOptionalClass' | 'selectMembersByIds' | 'selectPageOfAll'>;
  readonly learning: Pick<Learning, 'enrolments' | 'courses' | 'courseFor'>;
  readonly standings: Pick<Assessment['standings'], 'selectSome'>;
  readonly markings: Pick<Assessment['markings'], 'countWaiting'>;
  readonly certificates: Pick<Certification['certificates'], 'selectStates' | 'selectOptional' | 'selectOptionalBySerial'>;
  readonly examDoors: ExamDoors;
}

/** Following classes: who is followed, and the counters that are kept of them. */
export interface Following extends FollowSources {
  readonly classes: ClassStore;
  readonly follows: FollowStore;
  readonly counters: FollowCounterStore;
}
