import type { Page } from 'playwright-core'
import type { PageOptions } from '../../support/browser.ts'
import type { SiteInBrowser } from '../../support/site-in-browser.ts'

/** What the page says, where it differs between the languages. */
export const words = {
  en: {
    prefix: '',
    locale: 'en-US',
    field: 'ID token',
    example: 'Use an example',
    take: 'Take both from the token',
    run: 'Run the checks',
    none: 'None',
    pasted: 'Pasted ones',
    sound: 'No check failed. Checks not made: Access token hash',
    unproven: /^Nothing is proven\. Checks not made: Signature/,
    refused: /^Refused\. Checks that failed: Signature/,
    noScript: 'needs JavaScript',
  },
  ja: {
    prefix: '/ja',
    locale: 'ja-JP',
    field: 'IDトークン',
    example: '例を使う',
    take: 'トークンから写す',
    run: '検証を実行',
    none: 'なし',
    pasted: '貼り付けた鍵',
    sound: '失敗した検証はありません。行わなかった検証：アクセストークンのハッシュ',
    unproven: /^何も証明されていません。行わなかった検証：署名/,
    refused: /^拒否します。失敗した検証：署名/,
    noScript: 'JavaScriptが要ります',
  },
} as const
export type Language = keyof typeof words

/** Opens the page that has the inspector. */
export async function openInspector(
  site: SiteInBrowser,
  language: Language,
  options: PageOptions = {},
): Promise<Page> {
  const { locale, prefix } = words[language]
  const page = await site.openPage({ ...options, locale })
  await page.goto(`${prefix}/concepts/id-token/`)
  return page
}

export const field = (page: Page, name: string) =>
  page.locator(`token-inspector [data-field="${name}"]`)

/** Fills in the token, and waits for what is said about it. */
export async function paste(page: Page, text: string): Promise<void> {
  await field(page, 'token').fill(text)
  await page.locator('token-inspector [data-status]:not(:empty)').waitFor()
}

export async function useExample(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: words[language].example }).click()
  await page.locator('token-inspector [data-decoded]').waitFor()
}

/** Runs the checks and gives the verdict over all of them, which has the focus then. */
export async function run(page: Page, language: Language): Promise<string> {
  await page.getByRole('button', { name: words[language].run }).click()
  await page.locator('token-inspector h3[data-verdict]:focus').waitFor()
  return page.locator('token-inspector h3[data-verdict]').innerText()
}

/** The verdict of each check by its name. */
export function verdicts(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('token-inspector li[data-check]')]
    const verdict = ({ classList }: HTMLElement) =>
      ['pass', 'fail', 'not_applicable', 'not_checked'].find((name) => classList.contains(name))
    return Object.fromEntries(rows.map((row) => [row.dataset.check ?? '', verdict(row) ?? '']))
  })
}

/** A token with these claims whose signature nobody made. */
export const unsigned = (claims: object) =>
  [{ alg: 'RS256', kid: 'x' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.') + '.c2lnbmF0dXJl'
