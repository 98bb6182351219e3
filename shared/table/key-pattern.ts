import type { AnyKey, Key } from './key.ts'

type NamesIn<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never

type Named<Pattern extends string> = Record<NamesIn<Pattern>, string>

/** How the keys of one kind of item are built and taken apart. */
export type KeyPattern<Pk extends string, Sk extends string> = {
  /** What every sort key begins with. */
  prefix: string
  partition(values: Named<Pk>): string
  key(values: Named<Pk> & Named<Sk>): Key
  /** The values of a key, or undefined where the key is of another kind. */
  parse(key: AnyKey): (Named<Pk> & Named<Sk>) | undefined
}

const NAME = /\{(\w+)\}/g

/**
 * The one definition of a kind's keys: `keyPattern('SCHOOL#{school}#JOBS', 'JOB#{job}')`. Values hold no `#`, except one
 * at the end of the sort key.
 */
export function keyPattern<Pk extends string, Sk extends string>(pk: Pk, sk: Sk): KeyPattern<Pk, Sk> {
  const inPartition = parserOf(pk, '[^#]+')
  const inSortKey = parserOf(sk, '.+')
  return {
    prefix: sk.split('{')[0] ?? '',
    partition: (values) => filled(pk, values),
    key: (values) => ({ pk: filled(pk, values), sk: filled(sk, values) }),
    parse(key) {
      const [outer, inner] = [inPartition.exec(key.pk), inSortKey.exec(key.sk)]
      // The expressions hold a group for each name of the patterns.
      return outer && inner ? ({ ...outer.groups, ...inner.groups } as Named<Pk> & Named<Sk>) : undefined
    },
  }
}

function parserOf(pattern: string, last: string): RegExp {
  const place = pattern.lastIndexOf('{')
  return new RegExp(
    `^${pattern.replace(NAME, (_, name, at) => `(?<${name}>${at === place ? last : '[^#]+'})`)}$`,
  )
}

function filled(pattern: string, values: Record<string, string>): string {
  return pattern.replace(NAME, (_, name: string) => values[name] ?? '')
}
