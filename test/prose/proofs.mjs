import { faultsIn } from './faults.mjs'

/** One fault for each rule, and the rule that has to find it. */
const proofs = {
  ja: [
    ['sentence-length', `${'長い文です、'.repeat(2)}${'そして'.repeat(40)}続きます。`],
    ['max-ten', 'これは、長くて、読みにくくて、切れなくて、続いて、終わりません。'],
    [
      'no-doubled-conjunctive-particle-ga',
      '今日は早朝から出発したが、定刻には間に合わなかったが、無事会場に到着しました。',
    ],
    ['no-double-negative-ja', '使えないことはないです。'],
    ['no-dropping-the-ra', 'この値は画面でも見れます。'],
    ['no-nfd', 'フ\u309aロバイダーです。'],
    ['no-hankaku-kana', 'ｶﾀｶﾅです。'],
    ['no-invalid-control-character', '制御\u0008文字です。'],
    ['no-zero-width-spaces', 'ゼロ\u200b幅です。'],
    ['no-unmatched-pair', '括弧（かっこが閉じません。'],
    ['ja-no-successive-word', 'これはは間違いです。'],
    ['ja-no-abusage', '値を返却するだけです。'],
    ['ja-unnatural-alphabet', 'この設定は変更できmせん。'],
    ['ja-no-redundant-expression', '設定の変更を行います。必ず設定することができます。'],
    ['no-doubled-joshi', '材料不足で代替素材で製品を作ります。'],
    ['ja-no-space-around-parentheses', '名前 （氏名） です。'],
    ['ja-no-space-between-full-width', '名前を 送ります。'],
    ['ja-space-between-half-and-full-width', 'これは Google のものです。'],
    ['ja-space-around-code', 'これは `state` の値です。'],
    ['ja-space-around-link', '前に [リンク](x) があります。'],
    ['no-mix-dearu-desumasu', 'これは値である。'],
    ['ja-no-mixed-period', 'これは値です。あれも値です'],
    ['no-doubled-conjunction', 'しかし、違います。しかし、同じです。'],
    ['ascii-marks', '値(あたい)です。'],
    ['exclamation', 'できました！'],
    ['spelling', 'ブラウザを開きます。'],
    ['plain-ending', 'ここに値を書く。次に値を確かめる。'],
  ],
  en: [
    ['common-misspellings', 'You recieve a token.'],
    ['words-not-used', 'You simply press the button.'],
    ['exclamation', 'It works!'],
    ['word-twice', 'The the token.'],
    ['spaces', 'A token , here.'],
    ['spelling', 'An Id token.'],
    ['sentence-length', `${'word '.repeat(40)}end.`],
    ['quotation-marks', "The app's token."],
  ],
}

/** Sentences with which nothing is wrong. */
const fine = {
  ja: ['Googleの`state`は、[ログインの流れ](x)で「対象」（Audience）と一緒に説明します。'],
  en: ['The app asks for openid; Google answers with an ID token, as `google` says.'],
}

const blockOf = (text) => ({ text, kind: 'sentences', place: 'proof', source: 'messages' })

/** Rules that miss what they are for, or find it where it is not, in sentences. */
export async function unprovenRules() {
  const found = []
  for (const [language, pairs] of Object.entries(proofs)) {
    for (const [ruleId, text] of pairs) {
      const faults = await faultsIn([blockOf(text)], language)
      if (faults.every((fault) => fault.ruleId !== ruleId)) found.push(`${ruleId} misses: ${text}`)
    }
    for (const { message, text } of await faultsIn(fine[language].map(blockOf), language)) {
      found.push(`${message}, but nothing is wrong: ${text}`)
    }
  }
  return found
}
