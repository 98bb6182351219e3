/** What a message is about; whoever sends it finds the words in its language. */
export type MessageKind = 'sign-in' | 'invitation'

/** A message that waits or was delivered: a kind and fields, never prose. Times are RFC 3339 UTC. */
export type Message = {
  id: string
  kind: MessageKind
  channel: 'email' | 'sms'
  to: string
  language: string
  fields: Record<string, string>
  at: string
}
