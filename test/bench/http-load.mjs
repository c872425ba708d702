// A worker that asks one address again and again, by several clients at once on connections that stay open, and answers
// how long each request took. A thread of its own: what it does is not counted as the server's time more than it must.
import http from 'node:http';
import { parentPort } from 'node:worker_threads';

function once(agent, url, headers) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const request = http.get(url, { agent, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve({ time: performance.now() - start, status: response.statusCode, bytes }));
    });
    request.on('error', reject);
  });
}

parentPort.on('message', async ({ url, headers, clients, requests, expected }) => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
  const times = [];
  let left = requests;
  let failure = null;
  const client = async () => {
    while (left > 0 && !failure) {
      left -= 1;
      const { time, status } = await once(agent, url, headers);
      if (status !== expected) failure = `${url} answered ${status}`;
      times.push(time);
    }
  };
  try {
    await Promise.all(Array.from({ length: clients }, client));
  } catch (error) {
    failure = String(error);
  }
  agent.destroy();
  parentPort.postMessage({ times, failure });
});
