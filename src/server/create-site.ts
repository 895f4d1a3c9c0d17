import { readEnvironment } from './environment.ts'
import { practiceConsole } from './console/practice-console.ts'
import { registeredUris } from './console/registered-uris.ts'
import { errorBench } from './error-bench/error-bench.ts'
import { openDoor } from './front-door.ts'
import type { Answer } from './http/answer.ts'
import { answerProbe } from './http/answer-probe.ts'
import { FormTargets } from './http/form-targets.ts'
import type { ReceivedRequest } from './http/received-request.ts'
import { demo } from './login/demo.ts'
import { callbackUri } from './providers.ts'
import { answerGoogleMetadata } from './metadata/answer-metadata.ts'
import { GoogleMetadata } from './metadata/google-metadata.ts'
import { sendWithinBounds } from './outgoing-http/send-within-bounds.ts'
import { practiceScreen } from './practice-screen.ts'
import { createRuntime } from './runtime.ts'
import { scopeDifference } from './scopes/scope-difference.ts'
import { StoreUnavailable } from './store/store-outage.ts'
import { TamperBench } from './tamper/tamper-bench.ts'

export type Site = Awaited<ReturnType<typeof createSite>>

/**
 * Starts the site by the environment.
 * @returns what the pages can ask of it
 * @throws ConfigurationError
 */
export async function createSite() {
  const runtime = await createRuntime(readEnvironment(process.env), Date.now)
  const { environment, connections, madeCookieSecret, dataPlace, store } = runtime
  const bench = new TamperBench(runtime)
  const google = new GoogleMetadata((request) => sendWithinBounds(request, 'anywhere'), Date.now)
  return {
    environment,
    madeCookieSecret,
    dataPlace,
    providerNames: [...connections.values()].map(({ provider }) => provider.name),
    /** Where forms may lead, for the security headers. */
    formTargets: new FormTargets(connections.values(), Date.now),
    /** Whether readers may log in with a Google client of their own. */
    takesGoogleClients: runtime.readersGoogle !== null,
    /** The origin that a login at the practice provider leads back to. */
    redirectOrigin: (uid: string) =>
      runtime.practice.interactions.redirectOrigin(uid).catch((error: unknown) => {
        // The answer will say so; its headers need not.
        if (error instanceof StoreUnavailable) return undefined
        throw error
      }),
    openDoor: <Rendered extends Answer | Response | null>(
      request: ReceivedRequest,
      pathname: string,
      render: () => Promise<Rendered>,
    ) => openDoor(request, pathname, runtime, render),
    demo: (request: Request) => demo(request, runtime),
    tamper: (request: Request) => bench.answer(request),
    /** Whether a reader's own Google client can be tried here, and what it must have registered. */
    ownGoogleClient: () => ({
      allowed: runtime.readersGoogle !== null,
      redirectUri: callbackUri(environment.siteUrl, 'google'),
    }),
    practiceConsole: (request: Request, path: string) => practiceConsole(request, path, runtime),
    registeredUris: (request: Request, clientId: string) =>
      registeredUris(request, clientId, runtime),
    scopeDifference: (request: Request) => scopeDifference(request, runtime),
    errorBench: (request: Request, name: string) => errorBench(request, name, runtime),
    googleMetadata: () => answerGoogleMetadata(google),
    practiceScreen: (request: Request, uid: string) => practiceScreen(request, uid, runtime),
    answerProbe: (words: Parameters<typeof answerProbe>[0]) => answerProbe(words, runtime),
    close: () => store.close(),
  }
}
