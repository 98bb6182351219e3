import { Button, Field, Form, Hidden } from '../components/form.tsx'
import { FormToken } from '../components/form-context.ts'
import { Page } from '../components/layout.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { familyRoutes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { type Reader, show, type Visit } from '../visit.ts'

/** A form that was sent: to which path, with which token, what was typed, and the fields in which a file was chosen. */
export type SentElsewhere = {
  path: string
  token: string
  fields: [name: string, value: string][]
  files: string[]
}

/** Says that a form belongs to somebody else than who is signed in now, and keeps what was typed to send it again. */
function OtherReaderPage({ reader, sent }: { reader: Reader; sent: SentElsewhere }) {
  const { t, actor } = reader
  const isFamily = actor.kind === 'family'
  return (
    <Page reader={reader} title={t('fault.refused')}>
      <h1>{t('fault.refused')}</h1>
      <p>{t(isFamily ? 'otherReader.family' : 'otherReader.team')}</p>
      {sent.token && (
        <>
          <p>{t('otherReader.kept')}</p>
          <FormToken.Provider value={sent.token}>
            <Form action={sent.path} upload={sent.files.length > 0}>
              {sent.fields.map(([name, value]) => (
                <Hidden name={name} value={value} />
              ))}
              {sent.files.map((name) => (
                <Field t={t} form={{}} name={name} type="file" required label={t('otherReader.file')} />
              ))}
              <Button kind="quiet">{t('otherReader.again')}</Button>
            </Form>
          </FormToken.Provider>
        </>
      )}
      <ButtonLink href={isFamily ? familyRoutes.home() : schoolRoutes.today()}>{t('fault.home')}</ButtonLink>
    </Page>
  )
}

/** Answers with that page, and 409. */
export function showOtherReader(c: Visit, sent: SentElsewhere): Promise<Response> {
  return show(c, <OtherReaderPage reader={c.get('reader')} sent={sent} />, 409)
}
