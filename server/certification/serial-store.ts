import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../storage/duplicate-key.ts';
import { serialModel } from './serial-model.ts';
import { drawSerial, type Serial } from './serial.ts';

/** With 45 random bits even the second draw is hardly ever needed. */
const MOST_DRAWS = 20;

export type SerialStore = ReturnType<typeof createSerialStore>;

export function createSerialStore(connection: Connection) {
  const serials = serialModel(connection);
  return {
    /** Takes a serial that nobody has for the certificate that will stand in `slot`. */
    async reserveSerial(slot: string, prefix: string, year: string): Promise<Serial> {
      for (let draw = 0; draw < MOST_DRAWS; draw += 1) {
        const serial = drawSerial(prefix, year);
        try {
          await serials.create({ _id: serial.key, slot, reservedAt: new Date() });
          return serial;
        } catch (problem) {
          if (!isDuplicateKey(problem)) throw problem;
        }
      }
      throw new Error(`no free serial in ${MOST_DRAWS} draws: is the random source broken?`);
    },

    /** Gives a serial back that no certificate bears: its slot was filled by another request meanwhile. */
    async releaseSerial(serial: Serial): Promise<void> {
      await serials.deleteOne({ _id: serial.key });
    },

    /** Its certificate stands in another slot now. */
    async moveSerial(key: string, slot: string): Promise<void> {
      await serials.updateOne({ _id: key }, { $set: { slot } });
    },

    async selectOptionalSlot(key: string): Promise<string | undefined> {
      return (await serials.findOne({ _id: key }).lean())?.slot;
    },
  };
}
