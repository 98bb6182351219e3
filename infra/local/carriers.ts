import { mustEncrypt } from '../../functions/open-address.ts'
import { amazonTextsOf, type Environment, mailServerOf, textGatewayOf } from '../../functions/variables.ts'
import type { SentChannel, Services } from '../../shared/access/context.ts'
import type { Carriers } from '../../shared/delivery/delivery.operations.ts'

/**
 * What sends messages from this process: the channels, how each of them is sent once the origin of links is known, and the
 * secret of the gateway for texts.
 */
export type LocalCarriers = {
  channels: readonly SentChannel[]
  textSecret?: string
  open(services: Services, origin: string): Carriers
}

/**
 * E-mail over the server of `SMTP_URL`, and texts over the gateway of `CONVITE_TEXT_GATEWAY` or over Amazon from
 * `CONVITE_TEXTS_FROM`, where they are set. Refuses an invalid variable, and a gateway on the open internet that does not
 * encrypt.
 */
export function localCarriers(environment: Environment): LocalCarriers {
  const url = mailServerOf(environment)
  const gateway = textGatewayOf(environment)
  if (gateway) mustEncrypt('CONVITE_TEXT_GATEWAY', new URL(gateway.url))
  const amazon = amazonTextsOf(environment)
  const from = environment.CONVITE_FROM || 'Convite <convite@localhost>'
  return {
    channels: [...(url ? ['email' as const] : []), ...(gateway || amazon ? ['sms' as const] : [])],
    ...(gateway && { textSecret: gateway.secret }),
    open: (services, origin) => ({
      ...(url && {
        email: loadedLater(async () =>
          (await import('../../functions/sender/smtp.ts')).smtpSend({ url, from, origin }),
        ),
      }),
      ...(gateway && {
        sms: loadedLater(async () =>
          (await import('../../functions/sender/text-gateway.ts')).gatewaySend(
            { ...gateway, origin },
            services,
          ),
        ),
      }),
      ...(amazon && {
        sms: loadedLater(async () =>
          (await import('../../functions/sender/sms.ts')).smsSend({ ...amazon, origin }),
        ),
      }),
      fits: async (message) =>
        (await import('../../web/messages/text-answer-words.ts')).questionFits(message, origin),
    }),
  }
}

// Libraries that send are loaded with the first message: together they are as large as the rest of a start.
function loadedLater<Message, Sent>(
  load: () => Promise<(message: Message) => Promise<Sent>>,
): (message: Message) => Promise<Sent> {
  let loading: ReturnType<typeof load> | undefined
  return async (message) => {
    loading ??= load()
    return (await loading)(message)
  }
}
