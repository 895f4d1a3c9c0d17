import spacing from 'textlint-rule-preset-ja-spacing'
import technical from 'textlint-rule-preset-ja-technical-writing'

// A preset's rules in the form of the kernel.
const chosen = ({ rules }, options) =>
  Object.entries(options).map(([ruleId, option]) => {
    if (!rules[ruleId]) throw new Error(`The preset has no rule ${ruleId}`)
    return { ruleId, rule: rules[ruleId], options: option }
  })

/** Hold everywhere, in a heading and in a cell of a table too. */
const always = [
  ...chosen(technical, {
    'sentence-length': { max: 100 },
    'max-ten': { max: 4 },
    'no-doubled-conjunctive-particle-ga': true,
    'no-double-negative-ja': true,
    'no-dropping-the-ra': true,
    'no-nfd': true,
    'no-hankaku-kana': true,
    'no-invalid-control-character': true,
    'no-zero-width-spaces': true,
    'no-unmatched-pair': true,
    'ja-no-successive-word': true,
    'ja-no-abusage': true,
    'ja-unnatural-alphabet': true,
    // 「11の検証を行い」 counts checks, which 「検証し」 could not.
    'ja-no-redundant-expression': {
      dictOptions: {
        dict5: { allows: ['/^検証を行/'] },
        dict6: { allows: ['/^(?:検証|テスト)を実行/'] },
      },
    },
    // Parallel, adverbial or in a clause of their own where they come twice: 「IDトークンにもUserInfoにも」,
    // 「1文字も変えずにGoogleに」, 「ページが移動した可能性が」.
    'no-doubled-joshi': {
      min_interval: 1,
      allow: ['も', 'や', 'か', 'が', 'に', 'にも', 'でも', 'とも', 'よりも'],
      separatorCharacters: ['。', '？', '！', '：'],
    },
  }),
  ...chosen(spacing, {
    'ja-no-space-around-parentheses': true,
    'ja-no-space-between-full-width': true,
    'ja-space-between-half-and-full-width': { space: 'never' },
    'ja-space-around-code': { before: false, after: false },
    'ja-space-around-link': { before: false, after: false },
  }),
]

/** Hold where there are whole sentences. Not chosen: weak phrases, as 「かもしれない」 may be true. */
const inSentences = chosen(technical, {
  'no-mix-dearu-desumasu': { preferInBody: 'ですます', preferInList: 'ですます', strict: false },
  'ja-no-mixed-period': { periodMark: '。', allowPeriodMarks: ['？'] },
  'no-doubled-conjunction': true,
})

export const japaneseRules = { sentences: [...always, ...inSentences], fragment: always }
