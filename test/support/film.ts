/** A printed sheet: whose it is, and its code as the page draws it. */
export type Sheet = { family: string; size: number; path: string }

const [WIDTH, HEIGHT, FRAMES] = [640, 480, 20]
const [DARK, LIGHT, GREY] = [30, 225, 128]

/** A film of a sheet for a browser's pretended camera: YUV4MPEG2, its code in the middle of a white page. */
export function filmOf({ size, path }: Sheet): Buffer {
  const luma = Buffer.alloc(WIDTH * HEIGHT, LIGHT)
  const scale = Math.floor((HEIGHT * 0.7) / size)
  const [left, top] = [(WIDTH - size * scale) / 2, (HEIGHT - size * scale) / 2].map(Math.floor)
  for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = 0; row < scale; row++) {
      const start = ((top ?? 0) + Number(y) * scale + row) * WIDTH + (left ?? 0) + Number(x) * scale
      luma.fill(DARK, start, start + Number(run) * scale)
    }
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((WIDTH * HEIGHT) / 2, GREY)])
  const head = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420mpeg2\n`)
  return Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame)])
}
