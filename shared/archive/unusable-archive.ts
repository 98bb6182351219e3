/** Why an archive cannot be restored, as a closed list. */
export type ArchiveProblem =
  /** No zip file at all. */
  | 'not-a-zip'
  /** A zip file whose end is missing. */
  | 'cut-off'
  /** A zip file without what an archive of a school has. */
  | 'not-an-archive'
  /** From a later version of Convite. */
  | 'newer-version'
  /** It would unpack to far more than a school is. */
  | 'too-large'
  /** Some of it is not as it was written. */
  | 'damaged'
  /** It holds what is not of its school, or what no archive may bring. */
  | 'foreign'
  /** Its school is not the one that was named. */
  | 'another-school'
  /** Its school is here already. */
  | 'school-there'
  /** Another archive of its school is half restored. */
  | 'other-half-restored'

/** An archive cannot be restored; nothing of it was written, or no more than before. `detail` says where. */
export class UnusableArchive extends Error {
  readonly problem: ArchiveProblem
  readonly detail: string
  constructor(problem: ArchiveProblem, detail = '') {
    super(detail ? `${problem}: ${detail}` : problem)
    this.name = 'UnusableArchive'
    this.problem = problem
    this.detail = detail
  }
}
