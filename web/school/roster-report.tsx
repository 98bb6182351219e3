import type { RosterReport } from '../../shared/roster/report.ts'
import type { Remark } from '../../shared/roster/roster.ts'
import { SIMPLE_FILE } from '../../shared/roster/simple.ts'
import { Icon } from '../components/icon.tsx'
import type { Translator } from '../messages/catalogue.ts'

const MOST_SHOWN = 50

type Props = {
  t: Translator
  report: Pick<RosterReport, 'rejected' | 'warnings'>
  download?: string | undefined
}

/** The rows of a roster that cannot be read, then the values to look at, each with its line and the reason. */
export function RosterRemarks({ t, report: { rejected, warnings }, download }: Props) {
  return (
    <>
      {rejected.length > 0 && (
        <Remarks
          t={t}
          id="unread"
          title={t('roster.unread', { count: rejected.length })}
          remarks={rejected}
          {...{ download }}
        />
      )}
      {warnings.length > 0 && (
        <Remarks
          t={t}
          id="look"
          title={t('roster.warnings', { count: warnings.length })}
          remarks={warnings}
        />
      )}
    </>
  )
}

type RemarksProps = {
  t: Translator
  id: string
  title: string
  remarks: readonly Remark[]
  download?: string | undefined
}

function Remarks({ t, id, title, remarks, download }: RemarksProps) {
  return (
    <section class="panel" id={id}>
      <div class="heading">
        <h2>{title}</h2>
        {download && (
          <a class="bare" href={download}>
            <Icon name="download" />
            {t('roster.download')}
          </a>
        )}
      </div>
      <section class="scroll" tabindex={0} aria-label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('roster.line')}</th>
              <th scope="col">{t('roster.field')}</th>
              <th scope="col">{t('roster.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {remarks.slice(0, MOST_SHOWN).map((remark) => (
              <RemarkRow t={t} remark={remark} isRejected={id === 'unread'} />
            ))}
          </tbody>
        </table>
      </section>
      {remarks.length > MOST_SHOWN && <p>{t('roster.more', { count: remarks.length - MOST_SHOWN })}</p>}
    </section>
  )
}

function RemarkRow({
  t,
  remark: { file, line, field, reason },
  isRejected,
}: {
  t: Translator
  remark: Remark
  isRejected: boolean
}) {
  const isSimple = file === SIMPLE_FILE || file === ''
  return (
    <tr>
      <td class="number">{line > 0 ? line : '—'}</td>
      <th scope="row">
        <bdi>{field || '—'}</bdi>
        {!isSimple && <small class="soft"> {file}</small>}
      </th>
      <td>
        {isRejected ? <b class="late">{t(`roster.reason.${reason}`)}</b> : t(`roster.reason.${reason}`)}
      </td>
    </tr>
  )
}
