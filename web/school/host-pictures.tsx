import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { takeDownPicture } from '../../shared/workshop/picture.operations.ts'
import { type Picture, picturedBy } from '../../shared/workshop/picture.ts'
import { Button, Form } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { StoredPicture } from '../components/stored-picture.tsx'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, type WebEnv } from '../visit.ts'

/** What the page's address says once a picture was taken down. */
const TAKEN_DOWN = 'picture'

type Props = { reader: Reader; pictures: readonly Picture[]; done: string | undefined }

/** The pictures that a host shows on the public page, each of which an organizer can take down. */
export function HostPictures({ reader, pictures, done }: Props) {
  const { t } = reader
  const isTakenDown = done === TAKEN_DOWN
  if (pictures.length === 0 && !isTakenDown) return null
  return (
    <section class="card" id="pictures">
      <h2>{t('picture.fromHost')}</h2>
      {isTakenDown && <Notice tone="done">{t('picture.tookDown')}</Notice>}
      {pictures.map((picture) => (
        <Form action={schoolRoutes.takeDownPicture(picture.workshop, picture.about)}>
          <StoredPicture
            {...{ reader, picture }}
            class="stored"
            fallback={t(`picture.of.${picture.about}`)}
          />
          <Button kind="danger">{t(`picture.takeDown.${picture.about}`)}</Button>
        </Form>
      ))}
    </section>
  )
}

/** Registers how an organizer takes down a picture of a host. */
export function registerHostPictures(app: Hono<WebEnv>): void {
  onPost(app, schoolRoutes.takeDownPicture(':workshop', ':about'), {
    by: organizerOf,
    run: ({ context, params: { workshop, about } }) =>
      takeDownPicture(context, { workshop, about: picturedBy(about) ?? refuse('not-found') }),
    done: ({ params }) => `${schoolRoutes.workshop(params.workshop)}?done=${TAKEN_DOWN}#pictures`,
  })
}
