import { userInfo } from 'node:os';

/** Who runs this command, for the watchlist's history: the login name, or the number of a user without one. */
export const personName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
};
