import { readEnvironment } from './environment.ts'
import { practiceConsole } from './console/practice-console.ts'
import { registeredUris } from './console/registered-uris.ts'
import { errorBench } from './error-bench/error-bench.ts'
import { waitingTime } from './http/admission.ts'
import { FormTargets } from './http/form-targets.ts'
import { beginLogin } from './login/begin-login.ts'
import { demo } from './login/demo.ts'
import { describeSession } from './login/describe-session.ts'
import { finishLogin } from './login/finish-login.ts'
import { logOut } from './login/log-out.ts'
import { callbackUri } from './providers.ts'
import { answerGoogleMetadata } from './metadata/answer-metadata.ts'
import { GoogleMetadata } from './metadata/google-metadata.ts'
import { boundedFetch } from './outgoing-http/bounded-fetch.ts'
import { answerAsPracticeProvider } from './practice-mount.ts'
import { practiceScreen } from './practice-screen.ts'
import { createRuntime } from './runtime.ts'
import { scopeDifference } from './scopes/scope-difference.ts'
import { TamperBench } from './tamper/tamper-bench.ts'

export type Site = Awaited<ReturnType<typeof createSite>>

/**
 * Starts the site by the environment.
 * @returns what the pages can ask of it
 * @throws ConfigurationError
 */
export async function createSite() {
  const runtime = await createRuntime(readEnvironment(process.env), Date.now)
  const { environment, connections, madeCookieSecret, store } = runtime
  const bench = new TamperBench(runtime)
  const google = new GoogleMetadata((request) => boundedFetch(request, 'anywhere'), Date.now)
  return {
    environment,
    madeCookieSecret,
    providerNames: [...connections.values()].map(({ provider }) => provider.name),
    /** Where forms may lead, for the security headers. */
    formTargets: new FormTargets(connections.values(), Date.now),
    /** Whether readers may log in with a Google client of their own. */
    takesGoogleClients: runtime.readersGoogle !== null,
    /** The origin that a login at the practice provider leads back to. */
    redirectOrigin: (uid: string) => runtime.practice.interactions.redirectOrigin(uid),
    waitingTime: (request: Request, pathname: string) => waitingTime(request, pathname, runtime),
    beginLogin: (request: Request) => beginLogin(request, runtime),
    finishLogin: (request: Request, provider: string) => finishLogin(request, provider, runtime),
    logOut: (request: Request) => logOut(request, runtime),
    describeSession: (request: Request) => describeSession(request, runtime),
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
    answerAsPracticeProvider: (request: Request) => answerAsPracticeProvider(request, runtime),
    /** Resolves where the store answers. */
    checkHealth: async () => void (await store.get('health', 'check')),
    close: () => store.close(),
  }
}
