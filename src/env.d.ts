declare namespace App {
  type ShownAtDoor = import('./server/front-door.ts').ShownAtDoor

  /** Set by the front door for the pages that it shows, unless said otherwise. */
  interface Locals {
    refusal?: ShownAtDoor['refusal']
    practiceFailure?: ShownAtDoor['practiceFailure']
    storeAway?: ShownAtDoor['storeAway']
  }
}
