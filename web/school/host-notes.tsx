import type { Hono } from 'hono'
import { type listHostNotes, markHostNoteSeen } from '../../shared/delivery/host-note.operations.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { momentText } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, type WebEnv } from '../visit.ts'

/** What the host of a workshop wrote to the school, with the name of the family. */
export type NamedHostNote = Awaited<ReturnType<typeof listHostNotes>>[number]

type Props = { reader: Reader; notes: readonly NamedHostNote[] }

/** What the host wrote: what nobody has read yet first, each with the way to the family, and earlier notes folded away. */
export function HostNotes({ reader, notes }: Props) {
  const read = notes.filter(({ seenAt }) => seenAt !== undefined)
  return (
    <>
      {notes
        .filter(({ seenAt }) => seenAt === undefined)
        .map((note) => (
          <Notice>
            <Words reader={reader} note={note} />
            <div class="actions">
              <Form action={schoolRoutes.seenHostNote(note.workshop)}>
                <Hidden name="id" value={note.id} />
                <Button kind="quiet">{reader.t('workshop.rewordedSeen')}</Button>
              </Form>
              <a href={schoolRoutes.family(note.family)}>{reader.t('workshop.hostNote.answer')}</a>
            </div>
          </Notice>
        ))}
      {read.length > 0 && (
        <details class="fold no-print">
          <summary>{reader.t('workshop.hostNote.earlier', { count: read.length })}</summary>
          {read.map((note) => (
            <Words reader={reader} note={note} />
          ))}
        </details>
      )}
    </>
  )
}

function Words({ reader, note }: { reader: Reader; note: NamedHostNote }) {
  const { t, language, school } = reader
  const when = momentText(note.at, { language, timeZone: school?.timeZone ?? 'UTC' })
  return (
    <div>
      <p>{t('workshop.hostNote', { name: note.name, when })}</p>
      <blockquote lang={note.language === language ? undefined : note.language} dir="auto">
        {note.text}
      </blockquote>
    </div>
  )
}

/** Registers the button that marks what a host wrote as read. */
export function registerHostNotes(app: Hono<WebEnv>): void {
  onPost(app, schoolRoutes.seenHostNote(':workshop'), {
    by: organizerOf,
    run: ({ context, params, form }) => markHostNoteSeen(context, params.workshop, form.text('id')),
    done: ({ params }) => schoolRoutes.workshop(params.workshop),
  })
}
