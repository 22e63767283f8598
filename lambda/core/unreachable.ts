/** Closes an exhaustive switch: the compiler refuses a case that was forgotten, the run names one that slipped in. */
export const unreachable = (value: never): never => {
  throw new Error(`no case for ${JSON.stringify(value)}`);
};
