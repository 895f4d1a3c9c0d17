declare namespace App {
  /** Set by `serve.ts` and the middleware; the pages that they show read the rest. */
  interface Locals {
    /** Of the page, by its folder. */
    language: import('./lib/i18n/languages.ts').Language
    /** Runs work once the response is sent; absent in dev. */
    whenSent?: import('./server/http/after-response.ts').WhenSent
    refusal?: import('./server/login/refusal.ts').Refusal
    practiceFailure?: import('./server/practice/practice-error.ts').PracticeFailure
    storeOutage?: import('./server/http/store-outage-response.ts').StoreOutage
  }
}
