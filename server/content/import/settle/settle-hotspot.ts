import type { DraftRegion, HotspotAnswer } from '../imported.ts';
import { noFullOption, partialCreditLost, penaltyLost } from '../notes/questions.ts';
import { pictureNeeded, regionsUnnamed, severalPlaces, tooFewRegions } from '../notes/places-and-files.ts';
import { idsFor } from './settle-choice.ts';
import type { Settled, Settling } from './settling.ts';

const LEAST_REGIONS = 2;
const MOST_REGIONS = 12;
const LONGEST_LABEL = 200;
const CLOSE = 0.1;
const FULL = 100 - CLOSE;

/** One region of named ones; what is not named is numbered, since labels have to differ. */
export function settleHotspot({ picture, regions }: HotspotAnswer, settling: Settling): Settled | undefined {
  if (!picture.startsWith('![')) return settling.leaveOut(pictureNeeded());
  if (regions.length < LEAST_REGIONS || regions.length > MOST_REGIONS) return settling.leaveOut(tooFewRegions(regions.length, MOST_REGIONS));
  const full = regions.filter(({ weight }) => weight >= FULL);
  if (full.length !== 1) return settling.leaveOut(full.length === 0 ? noFullOption() : severalPlaces());
  if (regions.some(({ label }) => label === undefined)) settling.note(regionsUnnamed());
  const labelOf = ({ label }: DraftRegion, index: number) => (label ?? `Daerah ${index + 1}`).slice(0, LONGEST_LABEL);
  regions.forEach((region, index) => {
    if (region.weight > CLOSE && region.weight < FULL) settling.note(partialCreditLost(labelOf(region, index), region.weight));
    if (region.weight < -CLOSE) settling.note(penaltyLost(labelOf(region, index), region.weight));
  });
  const ids = idsFor(regions, settling);
  return {
    type: 'hotspot',
    own: {
      picture,
      regions: regions.map((region, index) => ({
        id: ids[index],
        label: labelOf(region, index),
        area: [...region.area],
        ...(region.shape === 'oval' && { shape: 'oval' }),
        ...(region === full[0] && { correct: true }),
        ...(region.feedback && { feedback: region.feedback }),
      })),
    },
  };
}
