import type { Hono } from 'hono'
import {
  introduceHost,
  readHostProfile,
  withdrawHostProfile,
} from '../../shared/workshop/host-profile.operations.ts'
import { type HostProfile, HostProfileInput } from '../../shared/workshop/host-profile.ts'
import { FamilyPage } from '../components/family-page.tsx'
import { Button, ErrorSummary, Field, Flag, Form, TextArea } from '../components/form.tsx'
import { HostProfileSection } from '../components/host-profile.tsx'
import { Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { onPost } from '../post.ts'
import { familyRoutes } from '../routes.ts'
import { LEAD_STYLE } from '../style/lead.ts'
import { familyOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'

type Props = {
  reader: Reader
  workshop: string
  profile: HostProfile | undefined
  form: FormState
  isSaved: boolean
}

const FORM = 'host-profile'

/** Where a host decides what everybody sees of them; nothing is shown until they agree, and it can be taken back. */
export function HostProfilePage({ reader, workshop, profile, form, isSaved }: Props) {
  const { t } = reader
  return (
    <FamilyPage reader={reader} title={t('hostProfile.title')} form={FORM} style={LEAD_STYLE}>
      <h1>{t('hostProfile.title')}</h1>
      <p class="lead">{t('hostProfile.text')}</p>
      <ErrorSummary t={t} form={form} />
      {isSaved && <Notice tone="done">{t(profile ? 'hostProfile.shown' : 'hostProfile.gone')}</Notice>}
      {profile && !form.trouble && <HostProfileSection reader={reader} profile={profile} />}
      <HostProfileForm {...{ reader, workshop, profile, form }} />
      {profile && (
        <Form action={familyRoutes.withdrawHostProfile(workshop)}>
          <Button kind="danger">{t('hostProfile.withdraw')}</Button>
        </Form>
      )}
      <p>
        <a href={familyRoutes.hosting(workshop)}>{t('share.back')}</a>
      </p>
    </FamilyPage>
  )
}

function HostProfileForm({ reader: { t }, workshop, profile, form }: Omit<Props, 'isSaved'>) {
  const part = { t, form }
  return (
    <Form action={familyRoutes.hostProfile(workshop)} id={FORM}>
      <Field
        {...part}
        name="name"
        required
        label={t('hostProfile.name')}
        hint={t('hostProfile.nameHint')}
        maxlength={60}
        value={profile?.name}
      />
      <TextArea
        {...part}
        name="words"
        label={t('hostProfile.words')}
        maxlength={280}
        value={profile?.words}
      />
      <Flag form={form} name="shown" label={t('hostProfile.consent')} checked={profile !== undefined} />
      <Button>{t('hostProfile.save')}</Button>
    </Form>
  )
}

async function answer(c: Visit, workshop: string, form: FormState = {}): Promise<Response> {
  familyOf(c)
  const profile = await readHostProfile(c.get('context'), workshop)
  const isSaved = c.req.query('saved') !== undefined && !form.trouble
  const page = <HostProfilePage reader={c.get('reader')} {...{ workshop, profile, form, isSaved }} />
  return show(c, page)
}

/** Registers what a host shows of themselves on the public page of their workshop. */
export function registerHostProfile(app: Hono<WebEnv>): void {
  app.get(familyRoutes.hostProfile(':workshop'), (c) => answer(c, c.req.param('workshop')))
  onPost(app, familyRoutes.hostProfile(':workshop'), {
    by: familyOf,
    schema: HostProfileInput,
    run: ({ c, context, params }, input) =>
      introduceHost(context, params.workshop, input, c.get('reader').language),
    done: ({ params }) => `${familyRoutes.hostProfile(params.workshop)}?saved`,
    again: ({ c, params }, form) => answer(c, params.workshop, form),
  })
  onPost(app, familyRoutes.withdrawHostProfile(':workshop'), {
    by: familyOf,
    run: ({ context, params }) => withdrawHostProfile(context, params.workshop),
    done: ({ params }) => `${familyRoutes.hostProfile(params.workshop)}?saved`,
  })
}
