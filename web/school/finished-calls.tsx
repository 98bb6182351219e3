import type { Call, FamilyCalls } from '../../shared/message/call.ts'
import { Button, Form, Hidden } from '../components/form.tsx'
import { clockText, languageName } from '../messages/format.ts'
import { schoolRoutes } from '../school-routes.ts'
import type { Reader } from '../visit.ts'

type Props = { reader: Reader; families: readonly FamilyCalls<Call>[] }

/** The families who were called today: how it went, who called, and a button that takes it back. */
export function FinishedCalls({ reader, families }: Props) {
  const { t, language, school } = reader
  const place = { language, timeZone: school?.timeZone ?? 'UTC' }
  return (
    <ul class="calls">
      {families.map(({ family, calls: [first, ...others] }) => (
        <li class="call">
          <div class="caller">
            <div>
              <h2>
                <bdi>{first?.name || t('calls.family')}</bdi>
              </h2>
              <p class="soft">
                {languageName(first?.language ?? language, language)} ·{' '}
                {t(`calls.outcome.${first?.outcome ?? 'reached'}`)} · <bdi>{first?.doneBy}</bdi>{' '}
                {clockText(first?.doneAt ?? '', place)}
              </p>
            </div>
            <Form action={schoolRoutes.undoFamilyCalls(family)}>
              {[first, ...others].map((call) => (
                <Hidden name="calls:list" value={call?.id ?? ''} />
              ))}
              <Button kind="quiet">
                {t('undo.button')}
                <span class="screen-reader">: {first?.name}</span>
              </Button>
            </Form>
          </div>
        </li>
      ))}
    </ul>
  )
}
