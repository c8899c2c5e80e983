import { isHtmlElement, type HtmlElement } from './html-tree.ts';

interface Row {
  readonly isHead: boolean;
  readonly cells: readonly HtmlElement[];
}

const WRAPPERS = new Set(['thead', 'tbody', 'tfoot']);
const NESTED = new Set(['table', 'ul', 'ol', 'pre', 'blockquote', 'img', 'br']);

const rowsIn = (element: HtmlElement): HtmlElement[] =>
  element.children.filter(isHtmlElement).flatMap((child) => (child.name === 'tr' ? [child] : WRAPPERS.has(child.name) ? rowsIn(child) : []));

const holdsNested = (element: HtmlElement): boolean =>
  element.children.filter(isHtmlElement).some((child) => NESTED.has(child.name) || holdsNested(child));

/** The rows of a table; `simplified` when something of it cannot be said in Markdown. */
export function tableRows(table: HtmlElement): { readonly rows: readonly Row[]; readonly simplified: boolean } {
  let simplified = false;
  const rows = rowsIn(table).map((row) => {
    const cells = row.children.filter(isHtmlElement).filter(({ name }) => name === 'td' || name === 'th');
    simplified ||= cells.some((cell) => cell.attributes.has('colspan') || cell.attributes.has('rowspan') || holdsNested(cell));
    return { isHead: cells.length > 0 && cells.every(({ name }) => name === 'th'), cells };
  });
  return { rows, simplified };
}
