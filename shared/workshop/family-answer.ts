import { shortOf } from '../access/identifier.ts'
import { type Answer, type GivenAnswer, POINTS } from './answer.ts'

/** The answers of each caregiver, by the start of their id; under `family` those given for the whole family. */
export type Said = Record<string, Record<string, GivenAnswer>>

/** Whether all of a family's caregivers must come, and who they are; all who answered count where `caregivers` is absent. */
export type Together = { bothMustAttend?: boolean; caregivers?: readonly string[] | undefined }

/** The key of answers given for the whole family. */
export const WHOLE_FAMILY = 'family'

/** A family's answer for one option: the best of its caregivers', or the least where all must come. */
export function familyAnswer(answers: readonly Answer[], together: boolean): Answer {
  const points = answers.map((answer) => POINTS[answer])
  const worth = together ? Math.min(...points) : Math.max(...points)
  return worth === POINTS.yes ? 'yes' : worth === POINTS.ifNeeded ? 'ifNeeded' : 'no'
}

/**
 * A family's answers from those of its caregivers. A caregiver who left the family counts no more; of answers to several
 * revisions of an option, only those to the newest count.
 */
export function familyAnswers(
  said: Said,
  { bothMustAttend = false, caregivers }: Together,
): Record<string, GivenAnswer> {
  const present = caregivers && new Set(caregivers.map(shortOf))
  const all = Object.entries(said).flatMap(([who, answers]) =>
    !present || who === WHOLE_FAMILY || present.has(shortOf(who)) ? [answers] : [],
  )
  const options = [...new Set(all.flatMap((answers) => Object.keys(answers)))]
  return Object.fromEntries(
    options.map((option) => {
      const given = all.flatMap((answers) => answers[option] ?? [])
      const optionRevision = Math.max(...given.map((one) => one.optionRevision))
      const counting = given.filter((one) => one.optionRevision === optionRevision)
      const answers = counting.map(({ answer }) => answer)
      return [option, { answer: familyAnswer(answers, bothMustAttend), optionRevision }]
    }),
  )
}
