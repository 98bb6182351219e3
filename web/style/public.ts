import { FAMILY_STYLE } from './family.ts'
import { styleHash } from './style.ts'

const PUBLIC = `
.card{border:1px solid var(--wash)}.card>*+*{margin-block-start:.5rem}.card.next{border:1.5px solid var(--clay);box-shadow:inset 0 4px 0 -1px var(--clay)}
.button>.line-icon{margin-inline-end:.5em}
.small{font-size:.875em;line-height:1.4}
.full{width:100%}.next>.full,.calendar>.button{min-height:44px;padding-block:.3rem}
.when{display:flex;gap:.75rem;align-items:center;color:inherit;text-decoration:none}.when>*+*{margin:0}.when>span>*,.when small{display:block;line-height:1.35}.when:is(a):hover b{text-decoration:underline}
.day{flex:none;width:3.4rem;padding-block:.3rem .4rem;text-align:center;line-height:1.1;border:1px solid var(--wash);border-radius:.5rem;background:var(--wash);font-size:.8125rem;color:var(--soft)}.day b{display:block;font-size:1.375rem;color:var(--ink)}
.offers{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:.4rem .75rem;max-width:none;font-size:.95em;line-height:1.3}.offers>*+*,.how>*+*{margin:0}.offers li{display:flex;align-items:center;gap:.6em}.offers .line-icon{color:var(--leaf)}.offers+p,h2+.offers{margin-block-start:.4rem}
.offers.one{grid-template-columns:minmax(0,1fr)}
.neighbor{display:flex;gap:1rem;align-items:center}.neighbor>*+*{margin:0}.neighbor .qr{width:7.5rem;padding:0;flex:none}.neighbor svg{display:block}
.introduction fieldset{border:0;padding:0;background:0 0}.introduction legend{padding:0}.introduction legend+*{padding:0}.introduction .fold>summary{display:flex;align-items:center;gap:.5em;list-style:none}.introduction .fold>summary::-webkit-details-marker{display:none}
.introduction .fold .line-icon{width:18px;height:18px}.introduction .chips label>span>:nth-child(2){display:flex}.introduction .segments{grid-template-columns:repeat(3,minmax(0,1fr));margin-block-start:.4rem}.introduction .chips{margin-block-start:.4rem}.introduction .others{margin-block-start:.5rem}
@supports selector(:has(a)){.introduction fieldset:not(:has([value=other]:checked)) .others{display:none}}
.thanks{display:flex;gap:.75rem;align-items:center}.thanks>*+*{margin:0}.thanks>.line-icon{width:3.25rem;height:3.25rem;color:var(--leaf)}
.hello{padding-block-start:.5rem}.hello h1{font-size:2rem}.hello>*+*{margin-block-start:.5rem}.hello .lead{font-size:1em}
figure{margin-inline:0;margin-block-end:0}figcaption{color:var(--soft);font-size:.875em}
.pair{display:grid;grid-template-columns:1.6fr 1fr;gap:.75rem}.pair>*+*{margin:0}.pair>.button{padding-inline:.4em;text-align:center}
.how{list-style:none;padding:0 1rem;max-width:none;background:var(--card);border:1px solid var(--wash);border-radius:.875rem}.how>li{display:flex;gap:.75rem;align-items:center;min-height:3.25rem;padding-block:.5rem}.how>li+li{border-block-start:1px solid var(--wash)}.how .line-icon{color:var(--clay)}.how span>*{display:block;line-height:1.35}
.stored{display:block;width:100%;height:auto;max-height:22rem;object-fit:cover;border-radius:.875rem}
.host{display:flex;flex-wrap:wrap;gap:1rem;align-items:center}.host>*+*{margin:0}.host>:last-child{flex:1 8rem}
.portrait{width:6rem;height:6rem;object-fit:cover;border-radius:50%}
main>:last-child{margin-block-end:1rem}
section>h2+*{margin-block-start:.4rem}
@media print{.qr,.offers .line-icon{print-color-adjust:exact}}
`

/** The stylesheet of the pages for everybody: that of families, and what is theirs alone. */
export const PUBLIC_STYLE = FAMILY_STYLE + PUBLIC.replaceAll('\n', '')

/** Its hash, which the browser is allowed to use. */
export const PUBLIC_STYLE_HASH = styleHash(PUBLIC_STYLE)
