import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SyntaxKind } from 'typescript/unstable/ast';
import { createScanner } from 'typescript/unstable/ast/scanner';

/** A text in the source: `kept` is what it says, `place` the file and line, for whoever has to mend it. */
export interface FoundText {
  readonly kept: string;
  readonly place: string;
}

export interface PageTexts {
  /** Sentences that reach a page: written in `t(...)`, or in code that hands them on to a page. */
  readonly keys: readonly FoundText[];
  /** Arguments of `t` that are neither a text nor a choice between texts. */
  readonly computed: readonly FoundText[];
  /** Sentences put together from pieces: no catalogue can know them. */
  readonly assembled: readonly FoundText[];
  /** Words that stand in the markup of a view, outside any `<% %>`. */
  readonly untouched: readonly FoundText[];
}

interface Token {
  readonly kind: SyntaxKind;
  readonly text: string;
  readonly value: string;
  readonly line: number;
}

const { StringLiteral, NoSubstitutionTemplateLiteral, TemplateHead, TemplateTail, Identifier, CloseBraceToken, SlashToken } = SyntaxKind;
const isText = (token: Token | undefined): token is Token =>
  token?.kind === StringLiteral || token?.kind === NoSubstitutionTemplateLiteral;

/** After these a slash divides; after anything else it opens a regular expression. */
const endsValue = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind === Identifier || token.kind === SyntaxKind.NumericLiteral || [')', ']', '}'].includes(token.text));

/** The tokens of TypeScript or of the JavaScript in a view, by the scanner of the compiler. */
function tokensOf(code: string, firstLine: number): Token[] {
  const scanner = createScanner(true);
  scanner.setText(code);
  const tokens: Token[] = [];
  const templates: number[] = [];
  let depth = 0;
  let counted = 0;
  let line = firstLine;
  for (let kind = scanner.scan(); kind !== SyntaxKind.EndOfFile; kind = scanner.scan()) {
    if (kind === CloseBraceToken && templates.at(-1) === depth) kind = scanner.reScanTemplateToken(false);
    else if ((kind === SlashToken || kind === SyntaxKind.SlashEqualsToken) && !endsValue(tokens.at(-1))) kind = scanner.reScanSlashToken();
    if (kind === TemplateHead) templates.push(depth);
    else if (kind === TemplateTail) templates.pop();
    else if (kind === SyntaxKind.OpenBraceToken) depth += 1;
    else if (kind === CloseBraceToken) depth -= 1;
    const start = scanner.getTokenStart();
    for (; counted < start; counted += 1) if (code[counted] === '\n') line += 1;
    tokens.push({ kind, text: scanner.getTokenText(), value: scanner.getTokenValue(), line });
  }
  return tokens;
}

const opens = (token: Token): boolean => ['(', '[', '{'].includes(token.text) || token.kind === TemplateHead;
const closes = (token: Token): boolean => [')', ']', '}'].includes(token.text) || token.kind === TemplateTail;

/** The first argument of the call whose `(` stands at `open`. */
function argumentAt(tokens: readonly Token[], open: number): Token[] {
  let depth = 0;
  let end = open + 1;
  for (; end < tokens.length; end += 1) {
    const token = tokens[end]!;
    if (depth === 0 && (token.text === ')' || token.text === ',')) break;
    depth += Number(opens(token)) - Number(closes(token));
  }
  return tokens.slice(open + 1, end);
}

/** Index of the bracket that closes the one at `open`. */
function closingOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    depth += Number(opens(tokens[at]!)) - Number(closes(tokens[at]!));
    if (depth === 0) return at;
  }
  return tokens.length;
}

/** Begins as a sentence or a label does; header names, constants and codes do not. */
const readsAsText = (value: string): boolean => /^\p{Lu}.*\p{Ll}|^(\{\w+\}|\p{Ll}+) \p{Ll}+ \p{Ll}+/su.test(value) && !/^[A-Z]\w*(-[A-Z]\w*)+$/.test(value);

/** Calls whose texts are for developers or for machines. */
const NOT_FOR_PAGES = new Set(['defineModel', 'normalize', 'TypeError', 'RangeError', 'Error', 'error', 'warn', 'info', 'set', 'setHeader', 'hasHeader', 'DateTimeFormat']);

/** Authors' mistakes are data in two languages, `{ id, en }`; imports and types name no text. */
const isForPages = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]?.text ?? '';
  const further = tokens[at - 2]?.text ?? '';
  if (before === ':' && (further === 'id' || further === 'en')) return false;
  if (before === 'from' || before === 'import' || before === '|' || before === '===' || before === '!==') return false;
  return !(before === '(' && NOT_FOR_PAGES.has(further));
};

function read(code: string, firstLine: number, file: string, into: { keys: FoundText[]; computed: FoundText[]; assembled: FoundText[] }): void {
  const tokens = tokensOf(code, firstLine);
  const found = (kept: string, token: Token): FoundText => ({ kept, place: `${file}:${token.line}` });
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    if (token.text === 'examples' && tokens[at + 1]?.text === ':') {
      at = closingOf(tokens, at + 2);
    } else if (token.text === 't' && token.kind === Identifier && tokens[at + 1]?.text === '(' && tokens[at - 1]?.text !== 'function') {
      const argument = argumentAt(tokens, at + 1);
      const written = argument.map((part) => part.text).join('');
      const texts = argument.filter((part, index) => isText(part) && (index === 0 || ['?', ':'].includes(argument[index - 1]!.text)));
      if (argument.some((part) => part.kind === TemplateHead || (part.text === '+' && texts.length > 0))) into.assembled.push(found(written, token));
      else if (texts.length === 0) into.computed.push(found(written, token));
      into.keys.push(...texts.map((text) => found(text.value, text)));
    } else if (isForPages(tokens, at)) {
      if (isText(token) && readsAsText(token.value)) into.keys.push(found(token.value, token));
      if (token.kind === TemplateHead && /^\p{Lu}\p{Ll}+ /u.test(token.value)) into.assembled.push(found(token.text, token));
    }
  }
}

const filesIn = (folder: string, extension: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(extension))
    .map((file) => join(folder, file).replaceAll('\\', '/'))
    .sort();

const lineAt = (source: string, index: number): number => source.slice(0, index).split('\n').length;

/** Every text that pages show, out of `views` and of the rooms of `server`; `skipped` are files whose texts reach no page. */
export function readPageTexts(root: string, rooms: readonly string[], skipped: (file: string) => boolean): PageTexts {
  const into = { keys: [] as FoundText[], computed: [] as FoundText[], assembled: [] as FoundText[], untouched: [] as FoundText[] };
  const named = (path: string): string => path.slice(root.length).replace(/^\//, '');
  for (const path of filesIn(join(root, 'views'), '.ejs')) {
    const source = readFileSync(path, 'utf8');
    for (const tag of source.matchAll(/<%(?!#)[-=_]?([\s\S]*?)[-_]?%>/g)) read(tag[1]!, lineAt(source, tag.index), named(path), into);
    const markup = source.replace(/<%[\s\S]*?%>/g, '\u0001').replace(/<(script|style|svg)\b[\s\S]*?<\/\1>|<[^>]*>/g, '\u0001');
    for (const words of markup.split('\u0001')) if (/\p{L}{2}/u.test(words)) into.untouched.push({ kept: words.trim(), place: named(path) });
  }
  for (const path of rooms.flatMap((room) => filesIn(join(root, 'server', room), '.ts'))) {
    if (!skipped(named(path))) read(readFileSync(path, 'utf8'), 1, named(path), into);
  }
  return into;
}
