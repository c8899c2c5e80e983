import autocannon from 'autocannon';

export interface Sent {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** How long: for some seconds, or until so many requests were answered. */
export type Extent = { readonly seconds: number } | { readonly requests: number };

export const ROUND: Extent = { seconds: Number(process.env['BENCH_SECONDS'] ?? 4) };

/** Requests a second; a connection for each client, which sends what it has again and again. Throws if one is refused. */
export async function load(origin: string, clients: readonly (readonly Sent[])[], extent: Extent = ROUND): Promise<number> {
  let next = 0;
  const began = performance.now();
  const result = await autocannon({
    url: origin,
    connections: clients.length,
    timeout: 60,
    ...('seconds' in extent ? { duration: extent.seconds } : { amount: extent.requests }),
    setupClient: (client) => client.setRequests([...(clients[next++ % clients.length] ?? [])]),
  });
  if (result.non2xx + result.errors > 0) throw new Error(`${origin}: ${result.non2xx} refused, ${result.errors} broken of ${result.requests.total}`);
  return (result.requests.total * 1000) / ('seconds' in extent ? result.duration * 1000 : performance.now() - began);
}
