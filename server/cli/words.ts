/** The words behind a command: `--name value` or `--name=value`, switches, and the rest in order. */
export interface Words {
  readonly options: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
  /** An option that is not known, or one without its value. */
  readonly fault: string | undefined;
}

export function readWords(args: readonly string[], known: readonly string[]): Words {
  const options = new Map<string, string>();
  const rest: string[] = [];
  const words = args.flatMap((word) => {
    const [, name, value] = /^--([a-z-]+)=([\s\S]*)$/.exec(word) ?? [];
    return name === undefined ? [word] : [`--${name}`, value ?? ''];
  });
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!word.startsWith('--')) rest.push(word);
    else {
      const value = words[++index];
      if (!known.includes(word.slice(2)) || value === undefined) return { options, rest, fault: word };
      options.set(word.slice(2), value);
    }
  }
  return { options, rest, fault: undefined };
}
