import type { Route } from '../web/route.ts';
import type { Accounts } from './accounts.ts';
import { codeRoutes } from './code-routes.ts';
import { ownAccountRoutes } from './own-account-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { signUpRoutes } from './sign-up-routes.ts';

export const accountRoutes = (parts: Accounts): readonly Route[] => [
  ...signInRoutes(parts),
  ...signUpRoutes(parts),
  ...codeRoutes(parts),
  ...ownAccountRoutes(parts),
];
