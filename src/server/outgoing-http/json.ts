/** A GET request for JSON. */
export function jsonRequest(url: string, headers: Readonly<Record<string, string>> = {}): Request {
  return new Request(url, { headers: { accept: 'application/json', ...headers } })
}

/** The parsed body of a response; undefined where it is not JSON. */
export async function parsedJson(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined)
}
