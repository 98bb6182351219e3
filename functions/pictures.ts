import type { PictureFiles } from '../shared/access/picture-files.ts'

/** Pictures in the bucket of that name; its client is loaded with the first of them. */
export function picturesIn(bucket: string): PictureFiles {
  let made: Promise<PictureFiles> | undefined
  const files = () => {
    made ??= import('./picture-bucket.ts').then(({ filesIn }) => filesIn(bucket))
    return made
  }
  return {
    put: async (...given) => (await files()).put(...given),
    get: async (...given) => (await files()).get(...given),
    remove: async (...given) => (await files()).remove(...given),
    list: async (...given) => (await files()).list(...given),
  }
}
