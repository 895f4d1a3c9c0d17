declare namespace App {
  interface Locals {
    /** Set by the front door for the page that shows an error of the practice provider. */
    practiceFailure?: import('./server/practice-error.ts').PracticeFailure
    /** Seconds to wait, set by the front door for the page that says so. */
    waitingTime?: number
  }
}
