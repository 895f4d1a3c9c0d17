import type { Block } from './blocks.ts'

export interface WordFault {
  readonly ruleId: string
  readonly message: string
}

interface WordRule {
  readonly ruleId: string
  readonly pattern: RegExp
  readonly message: (found: string) => string
}

const longestSentence = 36

const forbidden = (words: string) => new RegExp(`\\b(?:${words})\\b`, 'gi')
const instead = (wanted: string) => (found: string) => `“${found}” is written “${wanted}” here`

/** What a name is called here, and what it is not. */
const spellings: readonly (readonly [string, RegExp])[] = [
  ['OpenID Connect', /\bopen ?id ?connect\b/gi],
  ['OpenID', /\bopen ?id\b(?! ?connect)/gi],
  ['OAuth', /\bo-?auth\b/gi],
  ['ID token', /\bid[- ]token\b/gi],
  ['Google', /\bgoogle\b/gi],
  ['Streamlit', /\bstream ?lit\b/gi],
  ['Authlib', /\bauth ?lib\b/gi],
  ['GitHub', /\bgit ?hub\b/gi],
  ['JavaScript', /\bjava ?script\b/gi],
  ['TypeScript', /\btype ?script\b/gi],
  ['OpenSSL', /\bopen ?ssl\b/gi],
  ['Python', /\bpython\b/gi],
  ['Node', /\bnode(?:\.?js)?\b/gi],
]

const englishRules: readonly WordRule[] = [
  {
    ruleId: 'words-not-used',
    pattern: forbidden(
      [
        'simply|just(?! happened)|easy|easily|easier|obviously|clearly|of course|actually|basically|quite',
        'seamless(?:ly)?|leverag\\w*|utili[sz]\\w*|robust|powerful|effortless(?:ly)?|delve\\w*|dive in',
        'straightforward|cutting-edge|world-class|unlock|empower\\w*|in order to|note that',
      ].join('|'),
    ),
    message: (found) => `“${found}” is a word that the guide does without`,
  },
  { ruleId: 'exclamation', pattern: /!(?=\s|$)/g, message: () => 'no exclamation marks' },
  {
    ruleId: 'word-twice',
    pattern: /\b(?!(?:that|had)\b)(\w+) \1\b/gi,
    message: (found) => `“${found}”: a word twice`,
  },
  {
    ruleId: 'spaces',
    pattern: / {2,}|[a-z0-9] [,.;:](?=\s|$)/gi,
    message: () => 'a space too many',
  },
  ...(
    [
      ['organisation', /\borgani[z]ation/gi],
      ['recognise', /\brecogni[z]e/gi],
      ['colour', /\bcolor\b/gi],
      ['behaviour', /\bbehavior\b/gi],
    ] as const
  ).map(asRule),
]

const kana = '\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Han}ー々'
// A dot or colon that begins a name, as in .env and :443, belongs to the name.
const asciiMarks = new RegExp(`[${kana}](?:[(),;!?]|[.:](?![\\w.]))|[),:;!?][${kana}]`, 'gu')

/** Words of which Japanese has two, and the one that is used here. */
const japaneseSpellings: readonly (readonly [string, RegExp])[] = [
  ['ブラウザー', /ブラウザ(?!ー)/g],
  ['サーバー', /サーバ(?!ー)/g],
  ['ユーザー', /ユーザ(?!ー)/g],
  ['プロバイダー', /プロバイダ(?!ー)/g],
  ['フォルダー', /フォルダ(?!ー)/g],
  ['ヘッダー', /ヘッダ(?!ー)/g],
  ['パラメーター', /パラメー?タ(?!ー)/g],
  ['エンドポイント', /エンド・ポイント/g],
  ['ログイン', /サインイン|ログオン/g],
  ['ログアウト', /サインアウト|ログオフ/g],
  ['IDトークン', /ID・トークン|アイディートークン/g],
  ['Cookie', /クッキー/g],
  ['シークレット', /シークレッ卜/g],
  ['こと', /(?<=[るたない])事(?=[はがもをに])/g],
  ['できる', /出来[るたまな]/g],
  ['ください', /下さい/g],
]

const japaneseRules: readonly WordRule[] = [
  {
    ruleId: 'ascii-marks',
    pattern: asciiMarks,
    message: (found) => `“${found}”: beside Japanese the marks are full-width`,
  },
  {
    ruleId: 'exclamation',
    pattern: /[！!](?=\s|$|[」）])/g,
    message: () => 'no exclamation marks',
  },
  ...spellings.map(asRule),
  ...japaneseSpellings.map(asRule),
]

function asRule([wanted, pattern]: readonly [string, RegExp]): WordRule {
  return { ruleId: 'spelling', pattern, message: instead(wanted) }
}

/** Faults that a list of words finds. Code is left out, and so are addresses. */
export function wordFaults({ text, kind, source }: Block, language: 'en' | 'ja'): WordFault[] {
  const prose = text
    .replace(/`[^`]*`/g, '`')
    .replace(/\]\(x\)/g, ']')
    .replace(/(?:Hello, |こんにちは、)[^!！]*[!！]/g, (greeting) => greeting.replace(/[!！]$/, ''))
    .replace(/\b(?:https?:\/\/)?(?:[\w-]+\.)+[a-z]{2,}(?:\/\S*)?/gi, '`')
  const rules = language === 'ja' ? japaneseRules : [...englishRules, ...spellings.map(asRule)]
  const found = rules.flatMap(({ ruleId, pattern, message }) =>
    [...prose.matchAll(pattern)]
      .filter(([match]) => !isRight(match))
      .map(([match]) => ({ ruleId, message: message(match) })),
  )
  const own = language === 'ja' ? plainEndings(prose, kind) : longSentences(prose)
  return [...found, ...own, ...(source === 'messages' ? straightQuotes(prose) : [])]
}

// In lower case these are also a scope and a command.
const alsoRight = new Set(['openid', 'openssl', 'python', 'node'])
const isRight = (match: string) =>
  alsoRight.has(match) || spellings.some(([wanted]) => wanted === match)

function straightQuotes(prose: string): WordFault[] {
  const message = 'a straight quotation mark; messages have “ ” and ’'
  return /['"]/.test(prose) ? [{ ruleId: 'quotation-marks', message }] : []
}

function longSentences(prose: string): WordFault[] {
  return prose.split(/(?<=[.?!])\s+/).flatMap((sentence) => {
    const count = sentence.split(/\s+/).filter((word) => /\w|`/.test(word)).length
    const message = `a sentence of ${count} words; ${longestSentence} at most`
    return count > longestSentence ? [{ ruleId: 'sentence-length', message }] : []
  })
}

/** Sentences that end in a verb, an adjective or だ without です or ます; a noun may end one. */
function plainEndings(prose: string, kind: Block['kind']): WordFault[] {
  if (kind === 'fragment') return []
  // Words in bold lead a paragraph in.
  const sentences = prose
    .replace(/（[^（）]*）/g, '')
    .replace(/「[^「」]*」/g, '`')
    .replace(/\*\*[^*]*\*\*/g, '`')
    .split(/(?<=[。？])/)
  return sentences.flatMap((sentence) => {
    const end = sentence.replace(/[\s*。？\]]+$/, '')
    if (!plain.test(end)) return []
    return [{ ruleId: 'plain-ending', message: `“…${end.slice(-8)}”: the text is です・ます` }]
  })
}

const plain =
  /(?:する|ない|ある|いる|なる|れる|える|ける|げる|せる|てる|める|きる|(?<![まで])した|った|いた|んだ|だった|である|だ)$/
