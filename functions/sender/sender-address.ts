/** A sender as mail programs show it: a name, and the address of the deployment. */
export type Sender = { name: string; address: string }

/** The name before the deployment's own address, given as `Convite <convite@example.org>` or as the address alone. */
export function senderOf(from: string, name: string): Sender {
  const address = /<([^<>]*)>\s*$/.exec(from)?.[1] ?? from
  return { name, address: address.trim() }
}

// RFC 2047, section 2: an encoded word has 75 characters at the most, of which 12 are its frame; Base64 makes four of
// three bytes, and no character is split.
const MOST_BYTES = 45

/** A sender as a header holds it (RFC 5322, 3.4): the name in quotes, or as encoded words where it is not ASCII. */
export function senderHeader({ name, address }: Sender): string {
  if (/^[\x20-\x7e]*$/.test(name)) return `"${name.replace(/["\\]/g, '\\$&')}" <${address}>`
  return `${encodedWords(name).join(' ')} <${address}>`
}

function encodedWords(text: string): string[] {
  const words = ['']
  for (const character of text) {
    const longer = `${words.at(-1)}${character}`
    if (Buffer.byteLength(longer) > MOST_BYTES) words.push(character)
    else words[words.length - 1] = longer
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`)
}
