// What was guessed about a file, and what can stand there instead.

import type { Entry } from './plan';
import type { Overrides, Question } from './platform/api';

/** Which of the overrides a guess is overruled by. */
export type Overruled = 'encoding' | 'delimiter' | 'decimal' | 'dates' | 'year' | 'zone' | 'account' | 'ours';

export type Guess = {
  what: string;
  value: string;
  why: string;
  /** `null`: it can't be changed here. */
  by: Overruled | null;
  chosen: boolean;
};

export type Choice = { value: string; label: string };

/** As the engine calls them. */
const OVERRULED: Record<string, Overruled> = {
  encoding: 'encoding',
  delimiter: 'delimiter',
  'decimal mark': 'decimal',
  dates: 'dates',
  year: 'year',
  zone: 'zone',
  account: 'account',
  ours: 'ours',
};

const ENCODINGS = [
  'UTF-8',
  'UTF-16LE',
  'UTF-16BE',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'ISO-8859-2',
  'ISO-8859-15',
  'KOI8-R',
  'macintosh',
  'Shift_JIS',
  'EUC-KR',
  'GB18030',
  'Big5',
];

const CHOICES: Partial<Record<Overruled, Choice[]>> = {
  encoding: ENCODINGS.map((name) => ({ value: name, label: name })),
  delimiter: [
    { value: ',', label: 'comma ,' },
    { value: ';', label: 'semicolon ;' },
    { value: '\t', label: 'tab' },
    { value: '|', label: 'bar |' },
  ],
  decimal: [
    { value: '.', label: 'point, as in 1,234.5' },
    { value: ',', label: 'comma, as in 1.234,5' },
  ],
  dates: [
    { value: 'day-first', label: 'day first' },
    { value: 'month-first', label: 'month first' },
  ],
};

/** A guess that was asked for has its field among the questions. */
const ASKED_ABOVE: Question[] = ['zone', 'year', 'account'];

/** Each guess with what it can be overruled by. The format has a field of its own, and so has what was asked. */
export function guessesOf({ file, overrides, asked }: Entry): Guess[] {
  const guesses: Guess[] = file.evidence
    .filter(({ what }) => what !== 'format' && !ASKED_ABOVE.some((question) => what === question && asked.includes(question)))
    .map((evidence) => {
      const by = OVERRULED[evidence.what] ?? null;
      return { ...evidence, by, chosen: isChosen(overrides, by) };
    });
  // A comma between columns is so usual that no evidence is given for it; it may be wrong all the same.
  const at = guesses.findIndex((guess) => guess.by === 'encoding');
  if (at >= 0 && !guesses.some((guess) => guess.by === 'delimiter')) {
    const usual: Guess = { what: 'delimiter', value: ',', why: 'the usual one', by: 'delimiter', chosen: isChosen(overrides, 'delimiter') };
    guesses.splice(at + 1, 0, usual);
  }
  return guesses;
}

/** What can stand instead of a guess, the guess itself first; `null` where it is typed. */
export function choicesOf(guess: Guess): Choice[] | null {
  const choices = guess.by === null ? undefined : CHOICES[guess.by];
  if (choices === undefined) return null;
  if (guess.chosen) return choices;
  const isGuess = (choice: Choice) => [choice.value, choice.label].some((word) => word.toLowerCase() === guess.value.toLowerCase());
  const known = choices.find(isGuess);
  return [{ value: '', label: known?.label ?? guess.value }, ...choices.filter((choice) => choice !== known)];
}

/** What stands in a field that is typed into, right or wrong; empty: nothing was said, and nothing is known. */
export function typedIn({ file, overrides, mistyped }: Entry, by: 'zone' | 'year'): string {
  if (mistyped?.of === by) return mistyped.typed;
  return chosenValue(overrides, by) || (by === 'zone' ? (file.zone ?? '') : '');
}

/** What stands in the field of a guess that was overruled; empty: the guess stands. */
export function chosenValue(overrides: Overrides, by: Overruled): string {
  const value = overrides[by];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Overrides that put another value in the place of a guess; empty takes it back. */
export function overruling(by: Overruled, value: string): Partial<Overrides> {
  if (by === 'ours') return { ours: [] };
  if (by === 'year') return { year: yearIn(value) };
  return { [by]: value === '' ? null : value };
}

function isChosen(overrides: Overrides, by: Overruled | null): boolean {
  if (by === null) return false;
  return by === 'ours' ? overrides.ours.length > 0 : overrides[by] !== null;
}

/** `null`: it is no year. */
export function yearIn(typed: string): number | null {
  return /^\d{4}$/.test(typed.trim()) ? Number(typed) : null;
}
