import { languageOfPath, localizedPath, type Language } from '../../lib/i18n/languages.ts'
import { matchesAny } from '../../practice/console/client-secrets.ts'
import { textFinding } from '../../lib/console/form-findings.ts'
import {
  type Project,
  type RegisteredClient,
  emptyProject,
  limits,
} from '../../lib/console/project.ts'
import type { ConsoleView } from '../../lib/console/console-view.ts'
import { networkOf } from '../http/client-address.ts'
import { readCookies } from '../http/cookies.ts'
import { seeOther } from '../http/responses.ts'
import { callbackUri } from '../providers.ts'
import type { Site } from '../site.ts'
import { type Outcome, act, registers, withSeen } from './actions.ts'
import { clientFile } from './client-secret-file.ts'
import { rehearsalOf } from '../../lib/console/rehearsal.ts'
import { type Screen, screenAt, screenPath } from '../../lib/console/screens.ts'

/** One request to the console, with its owner and project. */
interface Visit {
  readonly request: Request
  /** IP address of the visitor. */
  readonly address: string
  readonly site: Site
  readonly language: Language
  readonly screen: Screen
  readonly owner: string | undefined
  readonly project: Project | undefined
}

/**
 * Router of the practice console: shows a screen (`GET`), or runs a form action (`POST`) and
 * redirects to the next screen.
 * @param path below `/lab/console/`
 * @param address IP address of the visitor
 * @returns undefined where there is no such screen
 */
export async function practiceConsole(
  request: Request,
  path: string,
  address: string,
  site: Site,
): Promise<Response | ConsoleView | undefined> {
  const screen = screenAt(path)
  const language = languageOfPath(new URL(request.url).pathname)
  if (!screen) return undefined
  const owner = await site.consoleOwners.find(readCookies(request))
  const project = owner === undefined ? undefined : await site.practice.projects.find(owner)
  const visit = { request, address, site, language, screen, owner, project }
  if (request.method !== 'POST') return show(visit)
  return answer(visit, new URLSearchParams(await request.text()))
}

async function show(visit: Visit): Promise<Response | ConsoleView | undefined> {
  const { site, screen, owner, project } = visit
  if (!project || owner === undefined) {
    return screen.name === 'start' ? view(visit, {}) : to(visit, { name: 'start' })
  }
  // Like Google's console: without a consent screen, redirect to where it is set up.
  if (!project.consentScreen && !['start', 'overview', 'get-started'].includes(screen.name)) {
    return to(visit, { name: 'overview' })
  }
  if (project.consentScreen && screen.name === 'get-started') return to(visit, { name: 'overview' })
  if (screen.name === 'client' && !clientOf(visit)) return undefined
  const seen = withSeen(project, screen.name)
  if (seen !== project) {
    await site.practice.projects.update(owner, (current) => {
      const noted = withSeen(current, screen.name)
      return noted === current ? {} : { project: noted }
    })
  }
  const cookies = readCookies(visit.request)
  const made =
    screen.name === 'client' ? await site.newSecretCookie.take(cookies, screen.clientId) : undefined
  return view(
    { ...visit, project: seen },
    {
      newSecret: made?.secret,
      cookies: [...(await site.consoleOwners.renew(cookies)), ...(made ? [made.cookie] : [])],
    },
  )
}

async function answer(
  visit: Visit,
  form: URLSearchParams,
): Promise<Response | ConsoleView | undefined> {
  const { site, screen, owner, project } = visit
  const action = form.get('action') ?? ''
  if (action === 'create-project') return createProject(visit, form)
  if (!project || owner === undefined) return to(visit, { name: 'start' })
  if (action === 'start-over') {
    await site.practice.projects.remove(owner)
    return to(visit, { name: 'start' })
  }
  if (action === 'download') return download(visit, project, form)
  if (registers(action) && !(await mayRegister(visit))) return busy(visit, form)
  const outcome = await site.practice.projects.update(owner, (current) =>
    withinLimit(act(current, form, site.now)),
  )
  if (!outcome) return to(visit, { name: 'start' })
  const { project: edited, findings = [], made } = outcome
  if (!edited) return view(visit, { findings, typed: form })
  if (made) {
    const cookie = await site.newSecretCookie.carry(made)
    return to(visit, { name: 'client', clientId: made.clientId }, [cookie])
  }
  const finished = screen.name === 'get-started' && edited.consentScreen
  return to(visit, finished ? { name: 'overview' } : screen)
}

function withinLimit(outcome: Outcome): Outcome {
  if (JSON.stringify(outcome.project ?? {}).length <= limits.project) return outcome
  return { findings: [{ field: '', code: 'project_full' }] }
}

async function createProject(visit: Visit, form: URLSearchParams): Promise<Response | ConsoleView> {
  const { site, project, address } = visit
  if (project) return to(visit, { name: 'overview' })
  const name = (form.get('projectName') ?? '').trim()
  const finding = textFinding('projectName', name, limits.name)
  if (finding) return view(visit, { findings: [finding], typed: form })
  if (!(await mayRegister(visit))) return busy(visit, form)
  const { owner, cookie } = await site.consoleOwners.begin()
  const created = emptyProject(name, form.get('mode') !== 'free')
  const network = site.practice.nameOfNetwork(networkOf(address))
  if (!(await site.practice.projects.create(owner, created, network))) {
    return view(visit, { findings: [{ field: '', code: 'no_room' }], typed: form, status: 503 })
  }
  return to(visit, { name: 'overview' }, [cookie])
}

/** `client_secret.json` as a download. The form brings the secret: only its hash is stored. */
async function download(
  visit: Visit,
  project: Project,
  form: URLSearchParams,
): Promise<Response | ConsoleView> {
  const client = clientOf(visit)
  const secret = form.get('secret') ?? ''
  if (
    !client ||
    !matchesAny(
      secret,
      client.secrets.map(({ hash }) => hash),
    )
  ) {
    return view(visit, { findings: [{ field: '', code: 'secret_unknown' }] })
  }
  return new Response(clientFile(client, secret, project.name, visit.site.practice.issuer), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="client_secret.json"`,
      'cache-control': 'no-store',
    },
  })
}

/** Rate limit for registrations. */
async function mayRegister({ address, site }: Visit): Promise<boolean> {
  if (!site.environment.rateLimit) return true
  return (await site.rateLimits.count('registration', address)) === undefined
}

function busy(visit: Visit, typed: URLSearchParams): Promise<ConsoleView> {
  const findings = [{ field: '', code: 'too_many_registrations' }]
  return view(visit, { findings, typed, status: 429 })
}

async function view(visit: Visit, shown: Partial<ConsoleView>): Promise<ConsoleView> {
  const { language, screen, project, site } = visit
  const demoRedirectUri = callbackUri(site.environment.siteUrl, 'practice')
  const findings = shown.findings ?? []
  return {
    ...{ language, screen, project, demoRedirectUri, findings },
    client: clientOf(visit),
    newSecret: shown.newSecret,
    rehearsal: rehearsalOf(project, demoRedirectUri),
    typed: shown.typed ?? new URLSearchParams(),
    status: shown.status ?? (findings.length > 0 ? 422 : 200),
    cookies: shown.cookies ?? [],
  }
}

function clientOf({ screen, project }: Visit): RegisteredClient | undefined {
  if (screen.name !== 'client') return undefined
  return project?.clients.find(({ clientId }) => clientId === screen.clientId)
}

function to({ language }: Visit, screen: Screen, cookies: readonly string[] = []): Response {
  return seeOther(localizedPath(screenPath(screen), language), cookies)
}
