import type { Hono } from 'hono'
import { refuse } from '../../shared/access/refusal.ts'
import { readPictures, showPicture, withdrawPicture } from '../../shared/workshop/picture.operations.ts'
import {
  PICTURE_BOXES,
  type Picture,
  type Pictured,
  PictureInput,
  picturedBy,
} from '../../shared/workshop/picture.ts'
import { MOST_PICTURE_BYTES } from '../../shared/workshop/picture-header.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Button, ErrorSummary, Field, Flag, Form } from '../components/form.tsx'
import { Notice } from '../components/parts.tsx'
import { StoredPicture } from '../components/stored-picture.tsx'
import type { FormState } from '../form.ts'
import { letScriptsRun } from '../policy.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { LEAD_STYLE } from '../style/lead.ts'
import { familyOf, picturesOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { PICTURE_SCRIPT, PICTURE_SCRIPT_NAME } from './picture-script.ts'

// What is read; iPhones turn a photo into JPEG where HEIC is not among them.
const ACCEPTED = 'image/jpeg,image/png,image/webp'

type Props = {
  reader: Reader
  workshop: string
  about: Pictured
  picture: Picture | undefined
  form: FormState
  isSaved: boolean
}

/** Where a host shows a picture on the public page, of themselves or of the workshop, and takes it back. */
export function HostPicturePage({ reader, workshop, about, picture, form, isSaved }: Props) {
  const { t } = reader
  const title = t(`picture.${about}`)
  return (
    <FamilyPage reader={reader} title={title} style={LEAD_STYLE}>
      <h1>{title}</h1>
      <p class="lead">{t('picture.text')}</p>
      <ErrorSummary t={t} form={form} />
      {isSaved && <Notice tone="done">{t(picture ? 'picture.shown' : 'picture.gone')}</Notice>}
      {picture && <StoredPicture reader={reader} picture={picture} class="stored" fallback={title} />}
      <PictureForm {...{ reader, workshop, about, form }} />
      <div
        id="picture-limit"
        hidden
        data-most={MOST_PICTURE_BYTES}
        data-side={PICTURE_BOXES.workshop.width}
        data-large={t('field.picture-bytes')}
      />
      <script src={familyRoutes.pictureScript(PICTURE_SCRIPT_NAME)} defer />
      {picture && (
        <Form action={familyRoutes.withdrawPicture(workshop, about)}>
          <Button kind="danger">{t('picture.withdraw')}</Button>
        </Form>
      )}
      <p>
        <a href={familyRoutes.hosting(workshop)}>{t('share.back')}</a>
      </p>
    </FamilyPage>
  )
}

function PictureForm({ reader: { t }, workshop, about, form }: Omit<Props, 'isSaved' | 'picture'>) {
  const part = { t, form }
  const isToChooseAgain = form.trouble && !form.trouble.errors.some(({ pointer }) => pointer === '/picture')
  return (
    <Form action={familyRoutes.hostPicture(workshop, about)} upload>
      <Field
        {...part}
        name="picture"
        type="file"
        required
        label={t('picture.field')}
        hint={t('picture.hint')}
        accept={ACCEPTED}
      />
      {isToChooseAgain && <p class="hint">{t('picture.again')}</p>}
      <Field {...part} name="alt" label={t('picture.alt')} hint={t('picture.altHint')} maxlength={120} />
      <Flag form={form} name="shown" label={t(`picture.consent.${about}`)} />
      <Button>{t('picture.save')}</Button>
    </Form>
  )
}

type Params = { workshop: string; about: string }

function whichOf({ workshop, about }: Params): { workshop: string; about: Pictured } {
  return { workshop, about: picturedBy(about) ?? refuse('not-found') }
}

async function answer(c: Visit, params: Params, form: FormState = {}): Promise<Response> {
  familyOf(c)
  const { workshop, about } = whichOf(params)
  letScriptsRun(c)
  const pictures = await readPictures(c.get('context'), workshop)
  const picture = pictures.find((one) => one.about === about)
  const isSaved = c.req.query('saved') !== undefined && !form.trouble
  const reader = c.get('reader')
  return show(c, <HostPicturePage {...{ reader, workshop, about, picture, form, isSaved }} />)
}

/** Registers the pictures that a host shows on the public page of their workshop. */
export function registerHostPictures(app: Hono<WebEnv>): void {
  app.get(familyRoutes.pictureScript(PICTURE_SCRIPT_NAME), (c) =>
    c.body(PICTURE_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
  app.get(familyRoutes.hostPicture(':workshop', ':about'), (c) => answer(c, c.req.param()))
  onPost(app, familyRoutes.hostPicture(':workshop', ':about'), {
    by: familyOf,
    schema: PictureInput,
    run: async ({ c, context, params, form }, input) => {
      const sent = await form.file('picture')?.arrayBuffer()
      const upload = { file: new Uint8Array(sent ?? []), language: c.get('reader').language }
      await c.get('guarded')('picture', () =>
        showPicture(context, picturesOf(c), { ...whichOf(params), ...upload }, input),
      )
    },
    done: ({ params }) => `${familyRoutes.hostPicture(params.workshop, params.about)}?saved`,
    again: ({ c, params }, form) => answer(c, params, form),
    keepsWhenLimited: true,
  })
  onPost(app, familyRoutes.withdrawPicture(':workshop', ':about'), {
    by: familyOf,
    run: ({ context, params }) => withdrawPicture(context, whichOf(params)),
    done: ({ params }) => `${familyRoutes.hostPicture(params.workshop, params.about)}?saved`,
  })
}
