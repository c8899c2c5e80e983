import type { Route } from '../web/route.ts';
import type { Accounts } from './accounts.ts';
import { codeRoutes } from './code-routes.ts';
import { ownAccountRoutes } from './own-account-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { ownTwoFactorRoutes } from './two-factor/own-two-factor-routes.ts';
import { secondStepRoutes } from './two-factor/second-step-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { signUpRoutes } from './sign-up-routes.ts';

export const accountRoutes = (parts: Accounts): readonly Route[] => [
  ...signInRoutes(parts),
  ...secondStepRoutes(parts),
  ...ownTwoFactorRoutes(parts),
  ...sessionRoutes(parts),
  ...signUpRoutes(parts),
  ...codeRoutes(parts),
  ...ownAccountRoutes(parts),
];
