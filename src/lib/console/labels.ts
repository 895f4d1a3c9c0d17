import type { Language } from '../i18n/languages.ts'

/** A label of Google's console. It has a Japanese form or a translation, never both. */
export interface ConsoleLabel {
  readonly en: string
  /** The label in the Japanese console, where it is known. */
  readonly ja?: string
  /** Our translation for Japanese readers; the console does not show it. */
  readonly meaning?: string
}

/** Labels of the screens, current ones and those of older instructions. */
export const consoleLabels = {
  cloudConsole: { en: 'Google Cloud console', meaning: 'Google Cloudのコンソール' },
  selectProject: { en: 'Select a project', meaning: 'プロジェクトを選ぶ' },
  newProject: { en: 'New project', meaning: '新しいプロジェクト' },
  authPlatform: { en: 'Google Auth Platform', ja: 'Google Auth Platform' },
  overview: { en: 'Overview', meaning: '概要' },
  branding: { en: 'Branding', meaning: 'ブランド' },
  audience: { en: 'Audience', ja: '対象' },
  clients: { en: 'Clients', meaning: 'クライアント' },
  dataAccess: { en: 'Data Access', meaning: 'データへのアクセス' },
  verificationCenter: { en: 'Verification Center', meaning: '確認の窓口' },
  getStarted: { en: 'Get started', ja: '開始' },
  appInformation: { en: 'App Information', meaning: 'アプリの情報' },
  appName: { en: 'App name', meaning: 'アプリの名前' },
  supportEmail: { en: 'User support email', meaning: '問い合わせ先のメール' },
  next: { en: 'Next', meaning: '次へ' },
  external: { en: 'External', ja: '外部' },
  internal: { en: 'Internal', meaning: '内部' },
  contactInformation: { en: 'Contact Information', meaning: '連絡先' },
  emailAddresses: { en: 'Email addresses', meaning: 'メールアドレス' },
  finish: { en: 'Finish', meaning: '仕上げ' },
  agree: { en: 'I agree to the User Data Policy', meaning: 'ポリシーに同意する' },
  create: { en: 'Create', ja: '作成' },
  testUsers: { en: 'Test users', ja: 'テストユーザー' },
  addUsers: { en: 'Add users', meaning: 'ユーザーを追加' },
  save: { en: 'Save', meaning: '保存' },
  createClient: { en: 'Create client', meaning: 'クライアントを作る' },
  applicationType: { en: 'Application type', ja: 'アプリケーションの種類' },
  webApplication: { en: 'Web application', ja: 'ウェブアプリケーション' },
  android: { en: 'Android', ja: 'Android' },
  desktop: { en: 'Desktop app', meaning: 'デスクトップアプリ' },
  clientName: { en: 'Name', meaning: '名前' },
  javaScriptOrigins: { en: 'Authorized JavaScript origins', meaning: 'JavaScriptの生成元' },
  redirectUris: { en: 'Authorized redirect URIs', ja: '承認済みのリダイレクトURI' },
  addUri: { en: 'Add URI', ja: 'URIを追加' },
  clientId: { en: 'Client ID', ja: 'クライアントID' },
  clientSecret: { en: 'Client secret', ja: 'クライアントシークレット' },
  apisAndServices: { en: 'APIs & Services', ja: 'APIとサービス' },
  credentials: { en: 'Credentials', ja: '認証情報' },
  consentScreen: { en: 'OAuth consent screen', ja: 'OAuth同意画面' },
  configureConsentScreen: { en: 'Configure consent screen', ja: '同意画面を構成' },
  createCredentials: { en: 'Create credentials', ja: '認証情報を作成' },
  oauthClientId: { en: 'OAuth client ID', ja: 'OAuthクライアントID' },
} as const satisfies Record<string, ConsoleLabel>

export type LabelName = keyof typeof consoleLabels

/** The items of Google Auth Platform's left menu, from top to bottom. */
export const menuItems = [
  'overview',
  'branding',
  'audience',
  'clients',
  'dataAccess',
  'verificationCenter',
] as const satisfies readonly LabelName[]
export type MenuItem = (typeof menuItems)[number]

interface LabelText {
  readonly text: string
  readonly language: Language
}
export interface ShownLabel {
  readonly main: LabelText
  /** The label in the other language, or its translation. */
  readonly beside?: LabelText & { readonly kind: 'label' | 'meaning' }
}

/** A label as a page in one language shows it, the label of that language first. */
export function shownLabel(name: LabelName, language: Language): ShownLabel {
  const { en, ja, meaning }: ConsoleLabel = consoleLabels[name]
  const english = { text: en, language: 'en' } as const
  if (ja === en) return { main: english }
  if (language === 'ja' && ja !== undefined) {
    return { main: { text: ja, language: 'ja' }, beside: { ...english, kind: 'label' } }
  }
  const besides: Partial<Record<Language, ShownLabel['beside']>> = {
    en: ja === undefined ? undefined : { text: ja, language: 'ja', kind: 'label' },
    ja: meaning === undefined ? undefined : { text: meaning, language: 'ja', kind: 'meaning' },
  }
  const beside = besides[language]
  return beside === undefined ? { main: english } : { main: english, beside }
}
