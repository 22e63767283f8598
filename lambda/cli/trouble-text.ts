const FIXES: readonly (readonly [RegExp, string])[] = [
  [/Region is missing/, 'no AWS region is set: set AWS_REGION, or run `aws configure`'],
  [
    /CredentialsProviderError|Could not load credentials/,
    'no AWS credentials were found: log in (`aws sso login`, `aws configure`), or set AWS_PROFILE to the profile of the account that the stack is in',
  ],
  [/ExpiredToken|TokenRefreshRequired|UnrecognizedClient|InvalidClientTokenId/, 'AWS does not take these credentials: log in again'],
  [/AccessDenied|not authorized/, 'AWS refuses this to your credentials; they need to read the stack and its table'],
];

/** What went wrong, in words with what to do where that is known. */
export const troubleText = (error: unknown): string => {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const fix = FIXES.find(([pattern]) => pattern.test(name) || pattern.test(message))?.[1];
  return fix === undefined ? message : `${fix} (${message})`;
};
