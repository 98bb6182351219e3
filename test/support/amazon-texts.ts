import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A text as it was sent to Amazon. */
type AmazonText = { DestinationPhoneNumber: string; OriginationIdentity: string; MessageBody: string }

/** A local endpoint that takes texts as AWS End User Messaging does, in the protocol AWS JSON 1.0, and keeps them. */
export async function startAmazonTexts() {
  const texts: (AmazonText & Record<string, unknown>)[] = []
  const server = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part)
    const isSend = incoming.headers['x-amz-target'] === 'PinpointSMSVoiceV2.SendTextMessage'
    if (isSend) texts.push(JSON.parse(Buffer.concat(parts).toString()))
    outgoing
      .writeHead(isSend ? 200 : 400, { 'content-type': 'application/x-amz-json-1.0' })
      .end(JSON.stringify(isSend ? { MessageId: `amazon-${texts.length}` } : {}))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    texts,
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
