import type { Hono } from 'hono'
import { accept } from '../../shared/access/accept.ts'
import { castBallot, takeBackBallot } from '../../shared/workshop/ballot.operations.ts'
import { BallotInput } from '../../shared/workshop/ballot.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Button, ErrorSummary, Form, Hidden } from '../components/form.tsx'
import { nearMoment } from '../components/near-time.ts'
import { Notice } from '../components/parts.tsx'
import { otherLanguage } from '../components/workshop.tsx'
import type { FormState } from '../form.ts'
import { cachedPart } from '../memo.ts'
import { direction, isMachineMade, localText } from '../messages/catalogue.ts'
import { yearZoneName } from '../messages/format.ts'
import { letScriptsRun } from '../policy.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { nextMatter } from './home-view.ts'
import { KeptVote } from './unsent-answer.tsx'
import { ballotInput, ofVotePage } from './vote-input.ts'
import { OptionChoice } from './vote-option.tsx'
import { type VoteView, voteView } from './vote-view.ts'
import { VoteWishes } from './vote-wishes.tsx'
import { RecordedBallot, VotedPage } from './voted.tsx'

const FORM = 'ballot'

/** The vote: one group of radio buttons a time, then what would help the family come. */
export function VotePage({ reader, form, data }: { reader: Reader; form: FormState; data: VoteView }) {
  const { t, language } = reader
  const until = nearMoment(reader, data.closesAt)
  const asks = data.isOpen || form.typed !== undefined
  const title = `${t('vote.title')} ${localText(data.workshop.title, language)}`
  return (
    <FamilyPage reader={reader} title={title} {...(asks && { form: FORM })}>
      <VoteHead reader={reader} data={data} until={until} />
      <KeptVote reader={reader} workshop={data.workshop} />
      <ErrorSummary t={t} form={form} />
      {form.trouble?.code === 'ballot-changed' && (
        <RecordedBallot reader={reader} data={data} title={t('vote.onFile')} />
      )}
      {asks ? (
        <>
          {!data.isOpen && <p>{closedText(reader, data, until)}</p>}
          <RecordedNote reader={reader} data={data} />
          <BallotForm reader={reader} form={form} data={data} />
          <TakeBack reader={reader} data={data} />
        </>
      ) : (
        <ClosedVote reader={reader} data={data} until={until} />
      )}
    </FamilyPage>
  )
}

/** What is asked, of which family, for which workshop, until when, and in which zone all times of the page are. */
function VoteHead({ reader, data, until }: { reader: Reader; data: VoteView; until: string }) {
  const { t, language, familyName } = reader
  const { workshop, timeZone } = data
  const lang = otherLanguage(workshop.title, language)
  const title = <b {...(lang && { lang, dir: direction(lang) })}>{localText(workshop.title, language)}</b>
  return (
    <>
      <h1>{t('vote.title')}</h1>
      <p class="lead">
        {title}
        {data.isOpen && ` · ${t('vote.deadline', { until })}`} · {yearZoneName(timeZone, language)}
        {familyName && ` · ${t('page.forFamily', { name: familyName })}`}
      </p>
      {isMachineMade(workshop, language) && <p class="lead">{t('translation.machine')}</p>}
    </>
  )
}

function closedText({ t }: Reader, { isDecided }: VoteView, until: string): string {
  return isDecided ? t('vote.decided') : t('vote.closed', { until })
}

function ClosedVote({ reader, data, until }: { reader: Reader; data: VoteView; until: string }) {
  const { t } = reader
  return (
    <>
      <Notice>
        <p>{closedText(reader, data, until)}</p>
        <p>{t(data.ballot ? 'vote.closedThanks' : 'vote.closedWithout')}</p>
      </Notice>
      <RecordedBallot reader={reader} data={data} title={t('voted.list')} />
    </>
  )
}

/** Says who sent the vote, where it is known, or who wrote it down, where the family did not do it itself. */
function RecordedNote({ reader: { t }, data: { ballot } }: { reader: Reader; data: VoteView }) {
  if (!ballot) return null
  if (ballot.via === 'link')
    return ballot.recordedBy ? <p class="soft">{t('answer.by', { name: ballot.recordedBy })}</p> : null
  return <Notice>{t('vote.recorded', { via: ballot.via, name: ballot.recordedBy ?? t('vote.team') })}</Notice>
}

function BallotForm({ reader, form, data }: { reader: Reader; form: FormState; data: VoteView }) {
  const { t } = reader
  const { workshop, ballot, options } = data
  // An untouched form is equal for all families with the same answers, so it is cached; a typed one is not.
  const isUntouched = !form.typed && !form.trouble
  const part = (of: unknown, make: () => ReturnType<typeof OptionChoice>) =>
    isUntouched ? cachedPart(of, make) : make()
  return (
    <Form action={familyRoutes.vote(workshop.id)} id={FORM} class="counted">
      <Hidden name="version" kind="int" value={ballot?.version ?? 0} />
      <Hidden name="pollVersion" kind="int" value={data.pollVersion} />
      {options.map((option) =>
        part([reader.language, data.timeZone, option], () => (
          <OptionChoice {...{ reader, form, option }} timeZone={data.timeZone} />
        )),
      )}
      {part(wishesOf(reader, data), () => (
        <VoteWishes reader={reader} form={form} ballot={ballot} remembered={data.remembered} />
      ))}
      {data.isOpen && (
        <div class="send">
          <span class="soft" aria-hidden="true">
            <b class="progress" /> / {options.length}
          </span>
          <Button>{t(ballot ? 'vote.change' : 'vote.send')}</Button>
        </div>
      )}
    </Form>
  )
}

function wishesOf({ language }: Reader, { ballot, remembered, timeZone }: VoteView): unknown {
  const { noneWork, couldComeIf = remembered, suggestedStart, line } = ballot ?? {}
  return ['wishes', language, timeZone, !ballot, noneWork, couldComeIf, suggestedStart, line]
}

/** Where a family that has voted takes its vote back. */
function TakeBack({ reader: { t }, data }: { reader: Reader; data: VoteView }) {
  if (!data.ballot || !data.isOpen) return null
  return (
    <Form action={familyRoutes.takeBack(data.workshop.id)}>
      <Button kind="quiet">{t('vote.takeBack')}</Button>
    </Form>
  )
}

async function voteAgain({ c, params }: { c: Visit; params: { workshop: string } }, form: FormState) {
  const data = await voteView(c, params.workshop)
  letScriptsRun(c)
  return show(c, <VotePage reader={c.get('reader')} form={form} data={data} />)
}

/** Registers a family's vote. */
export function registerVote(app: Hono<WebEnv>): void {
  const path = familyRoutes.vote(':workshop')
  app.get(path, async (c) => {
    // A stale read is fine here: after a vote the family is redirected to the page of thanks, which reads the latest.
    const data = await voteView(c, c.req.param('workshop'), 'recent')
    letScriptsRun(c)
    return show(c, <VotePage reader={c.get('reader')} form={{}} data={data} />)
  })
  onPost(app, path, {
    by: familyOf,
    run: ({ context, family, school, params, form: { values } }) => {
      const ballot = accept(BallotInput, ballotInput(values, school.timeZone))
      return castBallot(context, params.workshop, family, ballot)
    },
    done: ({ params }) => familyRoutes.voted(params.workshop),
    relocate: ofVotePage,
    again: voteAgain,
  })
  onPost(app, familyRoutes.takeBack(':workshop'), {
    by: familyOf,
    run: ({ context, family, params }) => takeBackBallot(context, params.workshop, family),
    done: ({ params }) => `${familyRoutes.voted(params.workshop)}?takenBack`,
    again: voteAgain,
  })
  app.get(familyRoutes.voted(':workshop'), async (c) => {
    const workshop = c.req.param('workshop')
    const [data, next] = await Promise.all([voteView(c, workshop), nextMatter(c, workshop)])
    const isTakenBack = c.req.query('takenBack') !== undefined && !data.ballot
    return show(c, <VotedPage reader={c.get('reader')} {...{ data, isTakenBack, next }} />)
  })
}
