import type { Item } from './table.js';

/** Builds the parts of an update: names are aliased, undefined values become removals. */
export interface Assignment {
  readonly sets: readonly string[];
  readonly removes: readonly string[];
  readonly names: Readonly<Record<string, string>>;
  readonly values: Item;
}

/** Sets these attributes and removes the undefined ones. */
export const assign = (patch: object): Assignment => {
  const entries = Object.entries(patch);
  const present = entries.filter(([, value]) => value !== undefined);
  return {
    sets: present.map(([name]) => `#${name} = :${name}`),
    removes: entries.filter(([, value]) => value === undefined).map(([name]) => `#${name}`),
    names: Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(present.map(([name, value]) => [`:${name}`, value])),
  };
};

/** An update expression of sets, removals and, optionally, `version` counted up. */
export const updateOf = ({ sets, removes }: Assignment, countsVersion = false): string =>
  [
    sets.length > 0 ? `SET ${sets.join(', ')}` : '',
    removes.length > 0 ? `REMOVE ${removes.join(', ')}` : '',
    countsVersion ? 'ADD #version :one' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
