import type { ApiKey } from '../../shared/team/api-key.ts'
import { Button, Field, Form } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import type { FormState } from '../form.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

type Props = {
  reader: Reader
  keys: readonly ApiKey[]
  form: FormState
  /** A key that was just made and is shown this once. */
  secret: string | undefined
}

/** The keys with which programs act for the school. */
export function TeamKeys({ reader, keys, form, secret }: Props) {
  const { t } = reader
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">{t('team.keys')}</h2>
      <p class="soft small">{t('team.keysText')}</p>
      {secret && (
        <Notice tone="done">
          <p>{t('team.keySecret')}</p>
          <p>
            <code>{secret}</code>
          </p>
        </Notice>
      )}
      {keys.length === 0 ? (
        <p class="small">{t('team.noKeys')}</p>
      ) : (
        <ul class="firsts people-rows">
          {keys.map((key) => (
            <KeyRow reader={reader} apiKey={key} />
          ))}
        </ul>
      )}
      <Form action={schoolRoutes.apiKeys()}>
        <Field t={t} form={form} name="keyName" required label={t('team.keyName')} maxlength={120} />
        <Button kind="quiet">{t('team.keyButton')}</Button>
      </Form>
    </section>
  )
}

function KeyRow({ reader: { t }, apiKey }: { reader: Reader; apiKey: ApiKey }) {
  return (
    <li>
      <div>
        <h3>
          <Icon name="key" /> <bdi>{apiKey.name}</bdi>
        </h3>
        <p class="small soft">
          {t('team.keyEnding')} <code>{apiKey.ending}</code>
        </p>
      </div>
      <ButtonLink kind="quiet" href={schoolRoutes.revokeApiKey(apiKey.id)}>
        {t('team.revoke', { name: apiKey.name })}
      </ButtonLink>
    </li>
  )
}
