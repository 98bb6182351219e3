import { STYLE, styleHash } from './style.ts'

/** A poster: one page of A4 or Letter paper, to be read from the other side of a hall. */
export const POSTER_STYLE = `
.poster{display:flex;flex-direction:column;gap:1.1rem;font-size:1.6rem;line-height:1.3;overflow-wrap:anywhere}.poster>*+*{margin:0}.poster .school{padding-block-start:.9rem;border-block-start:8px solid var(--clay);color:var(--soft);font-weight:600}
.poster h2{font-size:4rem;line-height:1.1}.poster.long{font-size:1.25rem}.poster.long h2{font-size:2.2rem}.poster.many{font-size:1.25rem}
.poster ul{list-style:none;padding:0;margin:0;max-width:none}.poster .times{font-size:1.25em}.poster.many .times{font-size:.75em}.poster .times li+li{margin-block-start:.3em}
.poster .offers{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem}
.poster .aside{margin-block-start:auto;padding-block-start:.9rem;border-block-start:3px solid var(--clay);flex-wrap:nowrap}.poster .qr{flex:none;width:17rem}:is(.long,.many).poster .qr{width:13rem}.poster .address{font-size:1rem}
@media screen and (max-width:40rem){.poster{font-size:1.1rem}.poster h2,.poster.long h2{font-size:1.7rem}.poster .aside{flex-wrap:wrap}.poster .qr{width:12rem}}
@media print{.poster{height:9.6in;box-sizing:border-box;overflow:hidden;break-inside:avoid}}`.replaceAll(
  '\n',
  '',
)

/** The stylesheet of a host's poster: that of all pages, and the poster. */
export const HOST_POSTER_STYLE = STYLE + POSTER_STYLE

/** Its hash, which the browser is allowed to use. */
export const HOST_POSTER_STYLE_HASH = styleHash(HOST_POSTER_STYLE)
