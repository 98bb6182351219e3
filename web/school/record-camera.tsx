import type { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { accept } from '../../shared/access/accept.ts'
import { refuse } from '../../shared/access/refusal.ts'
import { readFamily } from '../../shared/family/family.operations.ts'
import { instantOf } from '../../shared/time/instant.ts'
import { castBallot } from '../../shared/workshop/ballot.operations.ts'
import { BallotInput } from '../../shared/workshop/ballot.ts'
import { isInTime } from '../../shared/workshop/poll.ts'
import { readWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { Form, Hidden } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Notice } from '../components/parts.tsx'
import { ballotInput } from '../family/vote-input.ts'
import { type FormState, ofRecorder } from '../form.ts'
import { localText } from '../messages/catalogue.ts'
import { letCameraRun } from '../policy.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { scriptName } from '../script-name.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { CAMERA_SCRIPT, CAMERA_SCRIPT_NAME } from './camera-script.ts'
import { crumbsOf } from './crumbs.ts'
import { SchoolPage } from './frame.tsx'
import { openSheet, readSheet, type Sheet, type SheetTrouble } from './paper-sheet.ts'
import { SheetForm } from './record-sheet.tsx'
import { RecordWays } from './record-ways.tsx'

/** The vote, and what came of the sheet that was held up, or of the one that was recorded. */
type CameraView = {
  workshop: Workshop
  isOpen: boolean
  library: string
  sheet?: Sheet
  trouble?: SheetTrouble
  /** The family for which a vote was just recorded. */
  done?: string
}

type Props = { reader: Reader; view: CameraView; form: FormState }

/** The page that opens ballots by the codes on their sheets, and records them one after the other. */
export function RecordCameraPage({ reader, view, form }: Props) {
  const { t, language } = reader
  const { workshop, isOpen, sheet } = view
  return (
    <SchoolPage reader={reader} title={t('record.title')} look="paper">
      <PageHead
        t={t}
        title={t('record.title')}
        crumbs={crumbsOf(reader, workshop)}
        answer={<p class="meta">{localText(workshop.title, language)}</p>}
      />
      <RecordWays reader={reader} workshop={workshop.id} now="camera" />
      {!isOpen && <Notice tone="warning">{t('record.closed')}</Notice>}
      <div class="columns">
        <Camera reader={reader} view={view} />
        <section id="camera-sheet" class="card" tabindex={-1} {...(sheet && { 'data-open': 'yes' })}>
          {sheet ? (
            <SheetForm reader={reader} workshop={workshop} sheet={sheet} form={form} />
          ) : (
            <>
              <h2>{t('camera.noSheet')}</h2>
              <p class="soft">{t('camera.noSheetText')}</p>
            </>
          )}
        </section>
      </div>
      <script src={schoolRoutes.cameraScript(CAMERA_SCRIPT_NAME)} defer />
    </SchoolPage>
  )
}

const SAID = ['looking', 'torn', 'lost', 'refused', 'absent', 'insecure'] as const

function Camera({ reader: { t, language }, view }: Omit<Props, 'form'>) {
  const { workshop, library } = view
  const said = Object.fromEntries(SAID.map((one) => [`data-${one}`, t(`camera.${one}`)]))
  return (
    <section id="camera" data-library={library} {...said}>
      <video id="camera-view" hidden muted playsinline aria-label={t('camera.view')} />
      <button type="button" id="camera-start" hidden>
        <Icon name="camera" />
        {t('camera.start')}
      </button>
      <p id="camera-unscripted">{t('camera.needsScript')}</p>
      <Said text={saidOf(t, language, view)} isGood={view.sheet !== undefined || view.done !== undefined} />
      <p class="soft">
        {t('camera.text')} <a href={schoolRoutes.record(workshop.id)}>{t('camera.type')}</a>
      </p>
      <Form action={schoolRoutes.recordSheet(workshop.id)} id="camera-code">
        <Hidden name="code" value="" />
      </Form>
    </section>
  )
}

function Said({ text, isGood }: { text: Child; isGood: boolean }) {
  const tone = isGood ? 'done' : 'warning'
  return (
    <p id="camera-said" role="status" class={text ? `notice ${tone}` : ''}>
      {text}
    </p>
  )
}

function saidOf(t: Reader['t'], language: string, { sheet, trouble, done }: CameraView): Child {
  if (sheet) return t('camera.found', { family: sheet.family.name })
  if (done) return t('camera.done', { family: done })
  if (!trouble) return ''
  const of = trouble.of && localText(trouble.of.title, language)
  return of ? t('camera.oldOf', { workshop: of }) : t(`camera.${trouble.why}`)
}

type Seen = Pick<CameraView, 'sheet' | 'trouble' | 'done'>

async function answer(c: Visit, workshop: Workshop, form: FormState, seen: Seen = {}): Promise<Response> {
  const { status, poll } = workshop
  const isOpen =
    status === 'voting' && poll !== undefined && isInTime(poll, instantOf(c.get('context').now()))
  const { name } = await codeLibrary()
  letCameraRun(c)
  const view = { workshop, isOpen, library: schoolRoutes.codeLibrary(name), ...seen }
  return show(c, <RecordCameraPage reader={c.get('reader')} view={view} form={form} />)
}

async function sheetAgain(c: Visit, id: string, form: FormState): Promise<Response> {
  const family = form.typed?.family?.[0] ?? ''
  const [workshop, sheet] = await Promise.all([readWorkshop(c.get('context'), id), readSheet(c, id, family)])
  return answer(c, workshop, form, { sheet: { ...sheet, hasNewTimes: false } })
}

// The library that finds codes where the browser cannot: read with the first page that may need it.
async function codeLibrary(): Promise<{ name: string; text: string }> {
  const { default: text } = await import('qr/decode.js?browser')
  return { name: scriptName(text), text }
}

const JAVASCRIPT = { 'content-type': 'text/javascript; charset=utf-8' }

/** Registers the page that records by camera, what it opens, and the scripts that it loads. */
export function registerRecordCamera(app: Hono<WebEnv>): void {
  const path = schoolRoutes.recordCamera(':workshop')
  app.get(path, async (c) => {
    organizerOf(c)
    return answer(c, await readWorkshop(c.get('context'), c.req.param('workshop')), {})
  })
  onPost(app, path, {
    by: organizerOf,
    run: async ({ context, school, params, form }) => {
      const { family: id, ...values } = form.values
      const family = await readFamily(context, school.id, typeof id === 'string' ? id : '')
      const input = accept(BallotInput, { ...Object(ballotInput(values, school.timeZone)), via: 'paper' })
      await castBallot(context, params.workshop, family.id, input)
      return { workshop: await readWorkshop(context, params.workshop), family }
    },
    done: ({ c }, { workshop, family }) => answer(c, workshop, {}, { done: family.name }),
    relocate: ofRecorder,
    again: ({ c, params }, form) => sheetAgain(c, params.workshop, form),
  })
  onPost(app, schoolRoutes.recordSheet(':workshop'), {
    by: organizerOf,
    run: async ({ c, context, params, form }) => {
      const workshop = await readWorkshop(context, params.workshop)
      return { workshop, opened: await openSheet(c, workshop, form.text('code')) }
    },
    done: ({ c }, { workshop, opened }) =>
      answer(c, workshop, {}, 'why' in opened ? { trouble: opened } : { sheet: opened }),
  })
  app.get(schoolRoutes.cameraScript(CAMERA_SCRIPT_NAME), (c) => c.body(CAMERA_SCRIPT, 200, JAVASCRIPT))
  app.get(schoolRoutes.codeLibrary(':script'), async (c) => {
    const { name, text } = await codeLibrary()
    return c.req.param('script') === name ? c.body(text, 200, JAVASCRIPT) : refuse('not-found')
  })
}
