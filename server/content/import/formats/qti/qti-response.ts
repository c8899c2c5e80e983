import { descendants, elementsOf, firstOf, textOf, type XmlElement } from '../../xml-tree.ts';
import { numberOf } from '../number.ts';

/** How a response is scored; the names of the templates of the specification (QTI 2.1 and 2.2, response processing). */
export type Processing = 'match_correct' | 'map_response' | 'custom' | 'none';

export interface QtiResponse {
  readonly identifier: string;
  readonly cardinality: string;
  readonly baseType: string;
  readonly correct: readonly string[];
  readonly mapping: ReadonlyMap<string, { readonly points: number; readonly caseSensitive: boolean }>;
  readonly upperBound: number | undefined;
}

const optionalNumber = (text: string | undefined): number | undefined => {
  const value = numberOf(text);
  return Number.isNaN(value) ? undefined : value;
};

export function responsesOf(item: XmlElement): ReadonlyMap<string, QtiResponse> {
  const responses = elementsOf(item, 'responseDeclaration').map((declaration): QtiResponse => {
    const { identifier = '', cardinality = 'single', baseType = 'string' } = declaration.attributes;
    const mapping = firstOf(declaration, 'mapping');
    return {
      identifier,
      cardinality,
      baseType,
      correct: elementsOf(firstOf(declaration, 'correctResponse'), 'value').map((value) => textOf(value).trim()),
      mapping: new Map(
        elementsOf(mapping, 'mapEntry').map(({ attributes }) => [
          attributes['mapKey'] ?? '',
          { points: optionalNumber(attributes['mappedValue']) ?? 0, caseSensitive: attributes['caseSensitive'] === 'true' },
        ]),
      ),
      upperBound: optionalNumber(mapping?.attributes['upperBound']),
    };
  });
  return new Map(responses.map((response) => [response.identifier, response]));
}

export function processingOf(item: XmlElement): Processing {
  const processing = firstOf(item, 'responseProcessing');
  if (!processing) return 'none';
  const template = /(match_correct|map_response)(?:\.xml)?$/.exec(processing.attributes['template'] ?? processing.attributes['templateLocation'] ?? '')?.[1];
  if (template === 'match_correct' || template === 'map_response') return template;
  if (elementsOf(processing).length === 0) return 'none';
  // Many programs write the template out instead of naming it.
  const named = new Set(descendants(processing, new Set(['mapResponse', 'correct', 'equal', 'stringMatch', 'baseValue'])).map(({ name }) => name));
  const inner = JSON.stringify(processing.children.map((child) => (typeof child === 'string' ? '' : child)));
  if (named.has('mapResponse') && !inner.includes('"name":"correct"')) return 'map_response';
  return inner.includes('"name":"match"') && inner.includes('"name":"correct"') && !inner.includes('"name":"mapResponse"') && !inner.includes('"name":"equal"') ? 'match_correct' : 'custom';
}

/** How far a number may be off, where the item says so: `<equal toleranceMode="absolute" tolerance="0.5 0.5">`. */
export function toleranceOf(item: XmlElement, value: number): { readonly tolerance: number; readonly uneven: boolean } | undefined {
  const [equal] = descendants(firstOf(item, 'responseProcessing'), new Set(['equal']));
  const mode = equal?.attributes['toleranceMode'];
  if (!equal || mode === undefined) return undefined;
  if (mode === 'exact') return { tolerance: 0, uneven: false };
  const [low = 0, high = low] = (equal.attributes['tolerance'] ?? '').split(/\s+/).map(Number).filter(Number.isFinite);
  const scale = mode === 'relative' ? Math.abs(value) / 100 : 1;
  return { tolerance: Math.min(low, high) * scale, uneven: low !== high };
}

/** What each answer is worth in percent of the most that can be reached. */
export function weightOf(response: QtiResponse, processing: Processing): (key: string) => number {
  const { mapping, correct, cardinality, upperBound } = response;
  if (processing !== 'map_response' || mapping.size === 0) return (key) => (correct.includes(key) ? 100 / (cardinality === 'single' ? 1 : correct.length) : 0);
  const points = [...mapping.values()].map((entry) => entry.points).filter((value) => value > 0);
  const most = upperBound ?? (cardinality === 'single' ? Math.max(0, ...points) : points.reduce((sum, value) => sum + value, 0));
  return (key) => (most > 0 ? ((mapping.get(key)?.points ?? 0) / most) * 100 : 0);
}

/** The most points that an item says it is worth. */
export function pointsOf(item: XmlElement): number | undefined {
  const most = elementsOf(item, 'outcomeDeclaration').find(({ attributes }) => attributes['identifier'] === 'MAXSCORE');
  const value = numberOf(textOf(firstOf(firstOf(most, 'defaultValue') ?? most, 'value')));
  return most && value > 0 ? value : undefined;
}
