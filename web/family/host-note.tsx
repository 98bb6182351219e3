import type { Hono } from 'hono'
import {
  type NotesOfHost,
  readHostNotes,
  takeBackHostNote,
  writeHostNote,
} from '../../shared/delivery/host-note.operations.ts'
import { type HostNote, HostNoteInput, mayTakeBack } from '../../shared/workshop/host-note.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Button, ErrorSummary, Form, Hidden, TextArea } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { localText, type Translator } from '../messages/catalogue.ts'
import { momentText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { LEAD_STYLE } from '../style/lead.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'

type Props = {
  reader: Reader
  written: NotesOfHost
  form: FormState
  /** The ids of the notes that may still be taken back. */
  open: ReadonlySet<string>
  done: keyof typeof DONE | undefined
}

const FORM = 'note'
const DONE = { sent: 'hostNote.sent', back: 'hostNote.back' } as const

/** Whom a host writes to, as its link and its page call it. */
export function hostNoteTitle(t: Translator, organizers: readonly string[]): string {
  return t('hostNote.title', { count: organizers.length, name: organizers[0] ?? '' })
}

/** Where a host writes to those who organize at the school, and sees what they wrote before. */
export function HostNotePage({ reader, written, form, open, done }: Props) {
  const { t, language } = reader
  const { workshop, notes, organizers } = written
  const title = hostNoteTitle(t, organizers)
  return (
    <FamilyPage reader={reader} title={title} form={FORM} style={LEAD_STYLE}>
      <div class="head">
        <h1>{title}</h1>
        <p class="lead">{localText(workshop.title, language)}</p>
      </div>
      {done && <Notice tone="done">{t(DONE[done])}</Notice>}
      <ErrorSummary t={t} form={form} />
      <Form action={familyRoutes.hostNote(workshop.id)} id={FORM}>
        <TextArea
          {...{ t, form }}
          name="text"
          required
          label={t('hosting.messageWords')}
          hint={t('hostNote.text')}
          maxlength={400}
        />
        <Button>{t('hostNote.send')}</Button>
      </Form>
      {notes.length > 0 && <h2>{t('hostNote.earlier')}</h2>}
      {notes.map((note) => (
        <Written reader={reader} note={note} isOpen={open.has(note.id)} />
      ))}
      <p>
        <a href={familyRoutes.hosting(workshop.id)}>{t('share.back')}</a>
      </p>
    </FamilyPage>
  )
}

/** A note as the host sees it: when, the words, whether somebody has read it, and the way to take it back. */
function Written({ reader, note, isOpen }: { reader: Reader; note: HostNote; isOpen: boolean }) {
  const { t, language, school } = reader
  const when = momentText(note.at, { language, timeZone: school?.timeZone ?? 'UTC' })
  return (
    <section class="card">
      <p class="lead">
        {when}
        {note.seenAt && ` · ${t('hostNote.read')}`}
      </p>
      <p>
        <bdi>{note.text}</bdi>
      </p>
      {isOpen && (
        <Form action={familyRoutes.takeBackHostNote(note.workshop)}>
          <Hidden name="id" value={note.id} />
          <Button kind="quiet">{t('hostNote.takeBack')}</Button>
        </Form>
      )}
    </section>
  )
}

async function answer(c: Visit, workshop: string, form: FormState = {}): Promise<Response> {
  familyOf(c)
  const context = c.get('context')
  const written = await readHostNotes(context, workshop)
  const takeable = written.notes.filter((note) => mayTakeBack(note, context.now()))
  const open = new Set(takeable.map(({ id }) => id))
  const done = (['sent', 'back'] as const).find((one) => c.req.query(one) !== undefined)
  return show(c, <HostNotePage reader={c.get('reader')} {...{ written, form, open, done }} />)
}

/** Registers the page on which a host writes to the school. */
export function registerHostNote(app: Hono<WebEnv>): void {
  app.get(familyRoutes.hostNote(':workshop'), (c) => answer(c, c.req.param('workshop')))
  onPost(app, familyRoutes.hostNote(':workshop'), {
    by: familyOf,
    schema: HostNoteInput,
    run: ({ context, params }, input) => writeHostNote(context, params.workshop, input),
    done: ({ params }) => `${familyRoutes.hostNote(params.workshop)}?sent`,
    again: ({ c, params }, form) => answer(c, params.workshop, form),
  })
  onPost(app, familyRoutes.takeBackHostNote(':workshop'), {
    by: familyOf,
    run: ({ context, params, form }) => takeBackHostNote(context, params.workshop, form.text('id')),
    done: ({ params }) => `${familyRoutes.hostNote(params.workshop)}?back`,
    again: ({ c, params }, { trouble }) => answer(c, params.workshop, trouble ? { trouble } : {}),
  })
}
