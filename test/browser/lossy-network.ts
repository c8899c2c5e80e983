import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A network as a village has it, between a browser and the service. */
export interface LossyNetwork {
  readonly origin: string;
  /** Requests that came, and those that were lost on their way or whose answers were. */
  readonly counts: { all: number; lost: number };
  close(): Promise<void>;
}

export interface Quality {
  /** Of each request, from 0 to 1. Half of those lost never arrive; of the other half the answer is lost, which the browser cannot tell apart. */
  readonly lost: number;
  readonly latencyMs: number;
  /** Undefined: as fast as the machine. */
  readonly bytesPerSecond?: number | undefined;
  readonly seed: number;
}

/** Mulberry32: the same losses in each run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const later = (milliseconds: number): Promise<void> => new Promise((done) => void setTimeout(done, milliseconds));

export async function openLossyNetwork(target: string, { lost, latencyMs, bytesPerSecond, seed }: Quality): Promise<LossyNetwork> {
  const random = randomFrom(seed);
  const counts = { all: 0, lost: 0 };
  const { hostname, port } = new URL(target);

  const passOn = async (near: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const [fate, when] = [random(), random()];
    const isLost = fate < lost;
    counts.all += 1;
    counts.lost += Number(isLost);
    const body = await buffer(near);
    await later(latencyMs);
    if (isLost && when < 0.5) return void near.socket.destroy();
    const far = ask({ hostname, port, method: near.method, path: near.url, headers: near.headers });
    far.on('error', () => near.socket.destroy());
    far.on('response', (response) => {
      void buffer(response).then(async (bytes) => {
        if (isLost) return void near.socket.destroy();
        if (bytesPerSecond) await later((bytes.length / bytesPerSecond) * 1000);
        answer.writeHead(response.statusCode ?? 502, response.headers).end(bytes);
      });
    });
    far.end(body);
  };

  const server: Server = createServer((near, answer) => void passOn(near, answer).catch(() => near.socket.destroy()));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    close: () => new Promise((done) => { server.closeAllConnections(); server.close(() => done()); }),
  };
}
